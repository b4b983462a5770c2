"""Raw files that cannot be read as what they should hold (exit code 4)."""

from nianbao.errors.family import RecordsError


class CannotRead(RecordsError):
    """The system does not give the file out: it may do so later."""

    zh = "{path} 读不出来：{problem}。文件可能正被别的程序打开、共享断开，或没有权限：关闭、接上或改权限后重新运行。"
    en = "{path} cannot be read: {problem}. It may be open in another program, on a share that is away, or not yours to read: mend that and run again."


class NotATable(RecordsError):
    zh = "{file} 不是表格：{problem}。请从业务系统重新导出为 xlsx 或 csv。"
    en = "{file} is no table: {problem}. Export it again as xlsx or csv."


class NotAFile(NotATable):
    zh = "{file} 读不了：{problem}。放进文件本身，并让运行的人有权读，再运行。"
    en = "{file} cannot be read: {problem}. Put the file itself there, readable by whoever runs this, and run again."


class NotForSplitting(NotATable):
    zh = "{file} 不能分批读取：{problem}。请另存为 UTF-8 或 GB18030 的 csv。"
    en = "{file} cannot be read piece by piece: {problem}. Save it as csv in UTF-8 or GB18030."


class UnreadableFiles(RecordsError):
    zh = "{count} 个文件不能用：\n{problems}"
    en = "{count} files cannot be used:\n{problems}"


class NotAWordFile(RecordsError):
    zh = "{file} 不能作为退回的 Word 稿来读：{problem}。请用由 review.docx 改成的 docx。"
    en = "{file} cannot be read as a returned draft: {problem}. Take the docx that was made from review.docx."


class AmbiguousRow(RecordsError):
    zh = "{file} 的工作表 {sheet}：表式中“{label}”有几行（第 {rows} 行），不知道取哪一行；请在 {table}.yml 中写明各行的全称。"
    en = (
        "{file}, sheet {sheet}: the form has several rows for “{label}” (rows {rows}), and which one is meant cannot be told; "
        "name each of them in full in {table}.yml."
    )


class UnknownHead(RecordsError):
    zh = "{file} 的工作表 {sheet}：表式的 {column} 列“{head}”有数而不在已知的栏目之中（{known}）；请写进 {table}.yml 的 {across} 一项。"
    en = (
        "{file}, sheet {sheet}: column {column} of the form, “{head}”, holds numbers and is none of the known heads ({known}); "
        "add it to {across} in {table}.yml."
    )


class NoHeader(RecordsError):
    zh = "{file} 中找不到“{table}”的表头行：已知列名如 {expected}；最像表头的是第 {row} 行，其中认得的列名：{found}。请核对文件是否放对；列名不同的，写进 expectations/{name}.yml 的 also。"
    en = (
        "No header row of “{table}” in {file}: known columns are such as {expected}; most like a header is row {row}, with these known columns: {found}. "
        "Look whether it is the right file; where its columns go by other names, add them under `also` in expectations/{name}.yml."
    )


class NoRecords(RecordsError):
    zh = "{file} 中找不到下面有记录的表头行，无从起草表的说明：请用一个有表头、有几行记录的文件。"
    en = "No header row with records below it in {file}, so there is nothing to start a table from: take a file with a header and some records."


class MissingColumn(RecordsError):
    zh = "{file}（{sheet}，表头第 {row} 行）缺少必需的列“{column}”，最接近的列是“{nearest}”。若是同一列，请在 expectations/{table}.yml 的 also 中加上它。"
    en = (
        "{file} ({sheet}, header in row {row}) lacks the required column “{column}”; the nearest column is “{nearest}”. "
        "If that is it, add it under `also` in expectations/{table}.yml."
    )


class AmbiguousColumn(RecordsError):
    zh = "{file}（{sheet}，表头第 {row} 行）有两列都可作“{column}”：{found}。请在 expectations/{table}.yml 中写明用哪一列。"
    en = "{file} ({sheet}, header in row {row}) has two columns for “{column}”: {found}. Say in expectations/{table}.yml which to use."


class NoCodeColumn(RecordsError):
    zh = "{file} 的前 {rows} 行里没有写着单位代码的列（找过 {expected}）：请用 --column 写明列名。"
    en = "No column of office codes in the first {rows} rows of {file} (looked for {expected}): name it with --column."


class SeveralCodeColumns(RecordsError):
    zh = "{file} 有几列都可能是单位代码：{found}。请用 --column 写明用哪一列。"
    en = "{file} has several columns that may hold the office's code: {found}. Say with --column which to use."


class NoRowOfAnOffice(RecordsError):
    zh = "{file} 的“{column}”列中没有一行是本工作区单位的代码（共 {rows} 行）：核对 office.yml 的 code，或用 --column 写明另一列。什么都没有写入。"
    en = (
        "No row of {file} has the code of an office of this workspace in “{column}” ({rows} rows): look at `code` in office.yml, or name "
        "another column with --column. Nothing was written."
    )


class RowsDiffer(RecordsError):
    zh = "{file} 分出 {rows} 行，另一种读法数出 {counted} 行：文件的引号或换行有毛病，请重新导出。什么都没有写入。"
    en = "{file} was split into {rows} rows, and another reader counts {counted}: its quotes or line ends are faulty, so export it again. Nothing was written."


class UnknownEncoding(RecordsError):
    zh = "{file} 的文字编码无法辨认（试过 {tried}）。请另存为 UTF-8 或 GB18030 的 csv。"
    en = "The encoding of {file} is not known (tried {tried}). Save it as csv in UTF-8 or GB18030."


class DamagedReport(RecordsError):
    zh = "{file} 已损坏，读不出来：{problem}。请重新取得，或用原来的程序打开后另存一份。"
    en = "{file} is damaged and cannot be read: {problem}. Get another copy, or open it in the program that made it and save it again."


class LockedReport(RecordsError):
    zh = "{file} 有密码保护。请打开后另存为不加密码的文件。"
    en = "{file} is protected by a password. Open it and save it without one."


class NoTextInReport(RecordsError):
    zh = "{file} 里没有可读的文字：{problem}。请换一份有正文的文件。"
    en = "There is no text to read in {file}: {problem}. Take a file that holds the report's text."


class ScannedReport(NoTextInReport):
    zh = "{file} 里没有可读的文字：它是扫描件或图片。请先做文字识别（OCR），或取得 Word、网页版本。"
    en = "There is no text to read in {file}: it is a scan or a picture. Have its text recognised (OCR) first, or get it as Word or as a web page."


class TooLargeReport(RecordsError):
    zh = "{file} 太大：{size} MB，最多读 {most} MB。请去掉图片和附件后另存，或只取正文。"
    en = "{file} is too large: {size} MB, and {most} MB is the most. Save it without pictures and attachments, or take its text alone."
