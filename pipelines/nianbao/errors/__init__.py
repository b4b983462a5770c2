"""One family of errors; each says what is wrong, where, what was got and expected, and what to do.

A class holds its sentence in Chinese and English with places for the facts of the case. The fact `near` becomes
a question at the end ("did you mean …?") and is left out where nothing is near.
"""

from nianbao.errors.family import *
from nianbao.errors.locks import *
from nianbao.errors.notebooks import *
from nianbao.errors.outputs import *
from nianbao.errors.records import *
from nianbao.errors.settings import *
from nianbao.errors.usage import *
