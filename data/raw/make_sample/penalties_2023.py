"""The penalties of 2023 as exported for credit publicity (双公示): fines in 万元, no date of filing, no procedure."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from random import Random

import spelling
from penalties import LAWS, PERSON, Penalty
from people import credit_code_of

OFFICE = "天津市蓟州区上仓镇人民政府"
OFFICE_CODE = credit_code_of("11", "MB000001")


def write(penalties):
    """The export as GB18030 bytes: the columns of the 2018 form in its spellings, and a total row."""
    random = Random("shangcang: penalty export of 2023")
    rows = [_row(random, one) for one in penalties]
    fines = sum(one.fine for one in penalties)
    total = dict.fromkeys(rows[0], "") | {"行政相对人名称": "合计", "罚款金额(万元)": _ten_thousands(fines)}
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([*rows, total])
    return text.getvalue().encode("gb18030")


def _row(random, penalty: Penalty):
    spell = random.choice((spelling.iso, spelling.slashes))
    is_person = penalty.party_kind == PERSON
    return {
        "行政相对人名称": penalty.party.name,
        "行政相对人类别": penalty.party_kind,
        "行政相对人代码＿1（统一社会信用代码）：": "" if is_person else penalty.party.credit_code,
        "行政相对人代码_2(工商注册号)": "",
        "行政相对人代码-3 (组织机构代码)": "",
        "行政相对人代码_4(税务登记号)": "",
        "行政相对人代码_5(事业单位证书号)": "",
        "行政相对人代码_6(社会组织登记证号)": "",
        "法定代表人": "" if is_person else penalty.person.name,
        "法定代表人证件类型": "" if is_person else "身份证",
        "法定代表人证件号码": "" if is_person else penalty.person.id_number,
        "证件类型": "身份证" if is_person else "",
        "证件号码": penalty.person.id_number if is_person else "",
        "行政处罚决定书文号": _number(random, penalty.number),
        "违法行为类型": penalty.kind,
        "违法事实": _facts(random, penalty),
        "处罚依据": LAWS[penalty.kind],
        "处罚类别": penalty.sanction,
        "处罚内容": _content(penalty),
        "罚款金额(万元)": _ten_thousands(penalty.fine) if penalty.fine else random.choice(("", "0.000000")),
        "没收违法所得、没收非法财物的金额(万元)": "",
        "暂扣或吊销证照名称及编号": "",
        "处罚决定日期": spell(penalty.decided),
        "处罚有效期": "2099-12-31",
        "公示截止期": spell(penalty.decided + timedelta(days=365)),
        "处罚机关": OFFICE,
        "处罚机关统一社会信用代码": OFFICE_CODE,
        "数据来源单位": OFFICE,
        "数据来源单位统一社会信用代码": OFFICE_CODE,
        "备注": "",
    }


def _number(random, number):
    opening, closing = random.choice(("〔〕", "〔〕", "〔〕", "[]"))
    return f"津蓟上仓罚决字{opening}2023{closing}{number:03d}号"


def _facts(random, penalty):
    return (
        f"{spelling.chinese(penalty.decided)}{random.randrange(8, 18)}时许，执法人员巡查至{penalty.person.village}，"
        f"发现{penalty.party.name}{penalty.deed}。\n"
        f"经现场勘验、拍照并询问{penalty.person.name}（电话{penalty.person.phone}），当事人对上述事实无异议。\n"
        "以上事实有现场检查笔录、询问笔录、照片为证。"
    )


def _content(penalty):
    fined = f"罚款人民币{penalty.fine}元"
    return {"警告": "警告", "罚款": fined, "警告;罚款": f"警告，并处{fined}"}[penalty.sanction]


def _ten_thousands(yuan):
    """万元 with six decimals, as the form's decimal(18,6) prints them: 200 is 0.020000."""
    return f"{Decimal(yuan) / 10_000:.6f}"
