"""Results that could not be made, written or proved (exit code 7)."""

from nianbao.errors.family import OutputError


class RenderFailed(OutputError):
    zh = "无法生成 {output}：{problem}。请换掉出错的图或文字，再运行；不是自己加的，是程序的错误。"
    en = "{output} could not be made: {problem}. Replace the picture or text at fault and run again; where you have added none, it is a fault of nianbao's."


class NotAReview(OutputError):
    zh = "{notebook} 里没有可以生成的年报：{problem}。改好笔记本，用 nianbao run 重新运行。"
    en = "There is no review to be made of {notebook}: {problem}. Mend the notebook and run it with `nianbao run`."


class NoFigures(OutputError):
    zh = "{file} 残缺或被改动，不是 nianbao 写的数据。请恢复原文件，或重新运行它所在的年报。"
    en = "{file} is torn or was changed: it does not hold figures as nianbao writes them. Restore the file, or run the review that it belongs to again."


class NoGlyph(OutputError):
    zh = (
        "PDF 所用的字体没有这些字：{characters}，见{places}。请在原始记录、更正或文字中换一个写法；"
        "本机的仿宋等字体有这些字的，可在 office.yml 写 fonts: system。"
    )
    en = (
        "The typefaces of the PDF lack these characters: {characters}, in {places}. Write them otherwise in the records, a correction "
        "or the text; where this machine's FangSong has them, fonts: system in office.yml takes that."
    )


class NotAsPrinted(OutputError):
    zh = "{output} 与数据不符，年报没有更新：{where}，应为“{expected}”，文件中是“{got}”（共 {count} 处）。请重新运行；仍然如此，是程序的错误。"
    en = (
        "{output} does not print what the figures say, so the review was not replaced: {where}, expected “{expected}”, "
        "found “{got}” ({count} in all). Run again; if it stays so, it is a fault of nianbao's."
    )


class PersonalInOutput(OutputError):
    zh = "{output} 里有个人信息，年报没有写出，原有的年报没有改动：{found}。{advice}。"
    en = (
        "There is personal information in {output}, so the review was not written and the last one stays: {found}. "
        "{advice}."
    )


class CannotWrite(OutputError):
    zh = "写不进 {path}：{problem}。检查权限和剩余空间后重新运行；已有的结果没有改动。"
    en = "Cannot write {path}: {problem}. Check permissions and space and run again; what was there is untouched."


class KeyNotPrivate(OutputError):
    zh = "别人能读或能换掉假名的密钥：{path} 的权限是 {mode}，应只有本人能用。运行 {command} 后再试；别人可能已经读过的，删掉密钥文件，会另生成一个。"
    en = (
        "Others may read or replace the key of the pseudonyms: {path} has the mode {mode}, and should be yours alone. Run {command} and try again; "
        "where somebody may have read it, delete the key, and a new one is made."
    )


class WrongTarget(CannotWrite):
    zh = "不能写到 {path}：{problem}。请另写一个文件；已有的没有改动。"
    en = "Cannot write to {path}: {problem}. Name another file; what was there is untouched."


class NotProved(OutputError):
    zh = "{path} 与清单 {manifest} 不符：{files}。请重新取得，或重新运行。"
    en = "{path} is not what the manifest {manifest} says: {files}. Get another copy, or run again."


class NotScheduled(OutputError):
    zh = "定时任务没有装上：{command}：{problem}。可以换一种 --kind，或去掉 --install，把打印的内容手工装上。"
    en = "Nothing was scheduled: {command}: {problem}. Take another --kind, or leave out --install and put what is printed in place by hand."


class NotForgotten(OutputError):
    zh = "{path} 没有删掉：{problem}。已删的不再恢复；排除后再运行同一条 nianbao forget，接着删完。"
    en = "{path} was not removed: {problem}. What is gone is gone; mend that and run the same nianbao forget again, which goes on from there."
