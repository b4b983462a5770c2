"""Warm kernels: forked from one process that has done the heavy imports, ready in a fraction of a second.

The kernelspec `nianbao` asks for `provisioner.WarmProvisioner`, which calls the warm process at its private socket
(`door`, `key`) and starts it where there is none (`server`). Each kernel has a `keeper` that ends it, and whatever it has
started, with the notebook's run or with the warm process.
"""

from nianbao.warm.door import begin, unavailable

__all__ = ["begin", "unavailable"]
