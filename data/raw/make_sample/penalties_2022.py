"""The penalty ledger of 2022, kept by the town's enforcement brigade in a spreadsheet and saved as CSV UTF-8."""

import csv
import io
from datetime import timedelta
from random import Random

import spelling
from penalties import LAWS, Penalty

# Names of two invented officers and the numbers of their enforcement cards.
OFFICERS = (("贾树㭎", "02190100901"), ("尹䴖舟", "02190100902"), ("佟砚", "02190100903"))
SOURCES = ("日常巡查", "网格上报", "群众举报", "上级交办")


def write(penalties):
    """The ledger as bytes: fines in 元, with the dates of filing and the procedure, and a total row."""
    random = Random("shangcang: penalty ledger of 2022")
    rows = [_row(random, one) for one in penalties]
    total = dict.fromkeys(rows[0], "") | {"序号": "合计", "罚款金额(元)": sum(one.fine for one in penalties)}
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([*rows, total])
    return text.getvalue().encode("utf-8-sig")


def _row(random, penalty: Penalty):
    spell = random.choice((spelling.dots, spelling.slashes))

    def days_later(count):
        return spell(penalty.decided + timedelta(days=count))

    (officer, card), (second, second_card) = random.sample(OFFICERS, 2)
    return {
        "序号": penalty.number,
        "立案号": f"津蓟上仓立〔2022〕{penalty.number:03d}号" if penalty.filed else "",
        "立案日期": spell(penalty.filed) if penalty.filed else "",
        "案由类别": penalty.kind,
        "案由": f"{penalty.party.name}{penalty.deed}案",
        "案件来源": random.choice(SOURCES),
        "当事人": penalty.party.name,
        "行政相对人类别": penalty.party_kind,
        "身份证号/信用代码": getattr(penalty.party, "credit_code", penalty.person.id_number),
        "违法地点(村)": penalty.person.village,
        "适用程序(简易/普通)": "简易" if penalty.summary else "普通",
        "法律依据": LAWS[penalty.kind],
        "处罚种类": penalty.sanction.replace(";", "、"),
        "罚款金额(元)": penalty.fine or "",
        "法制审核日期": "" if penalty.summary else spell(penalty.decided - timedelta(days=2)),
        "处罚决定书文号": f"津蓟上仓罚决字〔2022〕{penalty.number:03d}号",
        "决定日期": spell(penalty.decided),
        "送达日期": days_later(0 if penalty.summary else 3),
        "缴款日期": days_later(random.randrange(3, 14)) if penalty.fine else "",
        "结案日期": days_later(random.randrange(14, 20)),
        "执法人员1": officer,
        "执法证号1": card,
        "执法人员2": second,
        "执法证号2": second_card,
        "公示日期": days_later(random.randrange(4, 7)),
    }
