"""Notebooks that did not run to their end (exit code 6)."""

from nianbao.errors.family import NotebookError


class BrokenNotebook(NotebookError):
    zh = "{notebook} 在“{section}”的第 {cell} 个单元格出错（{error}），出错的一行：{line}。错误的全文在 {executed}；改好笔记本再运行。"
    en = "{notebook} broke in cell {cell} of “{section}” ({error}), in the line: {line}. All that was said stands in {executed}; mend the notebook and run again."


class NotANotebook(NotebookError):
    zh = "{notebook} 不能当作笔记本来运行：{problem}。请换成能在 JupyterLab 中打开的笔记本；删去它，就用程序自带的。"
    en = "{notebook} cannot be run as a notebook: {problem}. Replace it by a notebook that opens in JupyterLab; without it, the one that comes with nianbao is run."


class NothingMade(NotebookError):
    zh = "{notebook} 运行到底，却没有写出 {file}：其中应有一格运行 {call}。加上这一格再运行；删去它，就用程序自带的笔记本。"
    en = "{notebook} ran to its end and did not write {file}: a cell of it should run {call}. Add it and run again; without it, the one that comes with nianbao is run."


class UnfinishedNotebook(NotebookError):
    zh = "{notebook} 提前结束：第 {cell} 个单元格（“{section}”）之后的单元格没有运行。请去掉 exit()/SystemExit，再运行。"
    en = "{notebook} ended early: the cells after cell {cell} (“{section}”) did not run. Take out exit()/SystemExit and run again."


class DeadKernel(NotebookError):
    zh = "运行 {notebook} 的内核中途被系统结束，多半是内存不够：请关掉别的程序，或换内存更大的机器再运行。"
    en = "The kernel that ran {notebook} was ended by the system, most likely for want of memory: close other programs or take a larger machine, and run again."


class WorkerDied(NotebookError):
    zh = "运行这个单位的工作进程中途被系统结束（{how}），常见的原因是内存不够：请减少 --workers 后再运行同样的命令，只做其余的。"
    en = (
        "The worker that ran this office was ended by the system midway ({how}), often for want of memory: take fewer --workers "
        "and give the same command again, which does the rest only."
    )
