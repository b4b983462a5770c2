"""What the sample's petitions are about: subjects with their weights, and what people say."""

# Subject → (how often, what is asked about it). {other} is a third person, named with a telephone number.
TOPICS = {
    "农村农业": (
        16,
        (
            "反映{village}机动地发包未公开，要求公布承包合同。",
            "反映{other}占用承包地边界，要求重新丈量。",
            "咨询小麦种植补贴面积核对，认为少登记2亩。",
        ),
    ),
    "自然资源": (
        14,
        (
            "反映{other}翻建房屋超出宅基地四至，影响通行。",
            "反映{village}宅基地确权登记有误，要求更正。",
            "询问危房翻建审批进度。",
        ),
    ),
    "城乡建设": (
        12,
        (
            "反映{village}主街路灯不亮，夜间出行不便。",
            "反映村内道路坑洼积水，要求修补。",
            "反映{other}在胡同口私搭棚子，要求拆除。",
        ),
    ),
    "环境保护": (
        12,
        (
            "反映{village}北侧坑塘水体发黑，要求清淤。",
            "反映{other}院内养殖异味扰民。",
            "反映有人傍晚焚烧枯枝落叶，烟气较大。",
        ),
    ),
    "劳动和社会保障": (
        11,
        (
            "反映{other}承包工程拖欠工资，要求帮助追讨。",
            "咨询城乡居民养老保险补缴事宜。",
            "反映灵活就业社保补贴未到账。",
        ),
    ),
    "民政": (
        9,
        (
            "申请低保待遇复核，称家庭收入发生变化。",
            "反映{village}高龄老人补贴未按时发放。",
            "反映赡养纠纷，{other}不履行赡养协议。",
        ),
    ),
    "公用事业": (
        10,
        (
            "反映{village}冬季煤改电线路跳闸，取暖受影响。",
            "反映自来水压力不足，二楼无水。",
            "反映燃气管道施工后路面未恢复，施工联系人{other}。",
        ),
    ),
    "交通运输": (
        7,
        (
            "建议在{village}村口加装减速带。",
            "反映大货车夜间超速行驶，噪声扰民。",
            "反映{other}长期在路口占道停车。",
        ),
    ),
    "卫生健康": (
        5,
        (
            "反映{village}卫生室药品不全，开诊时间不固定。",
            "咨询慢性病门诊报销备案。",
            "反映饮用水有异味，要求检测。",
        ),
    ),
    "党务政务": (
        4,
        (
            "要求公开{village}近三年村务财务账目。",
            "反映{other}办事推诿，要求调查处理。",
            "建议延长镇便民服务大厅周六值班时间。",
        ),
    ),
}

# Form of a petition → weight.
CHANNELS = {"来访": 34, "来电": 38, "网信": 22, "来信": 6}
PURPOSES = {"求决": 78, "意见建议": 13, "检举控告": 5, "其他": 4}
WAYS = {"直接办理": 62, "转送": 20, "交办": 18}
# What petitioners that are content say, with how many of them do.
CONTENT = {"满意": 62, "基本满意": 28, "未评价": 10}

# Receipts by month: little around the Spring Festival, most before and after the harvest.
MONTHS = (20, 22, 36, 40, 41, 36, 34, 35, 39, 38, 36, 30)


def pick(random, weights):
    """A key of `weights`, as often as its weight says."""
    return random.choices(list(weights), weights.values())[0]


def subject_of(random):
    """A subject and one thing that is asked about it, as text with {village} and {other}."""
    topic = pick(random, {name: weight for name, (weight, _) in TOPICS.items()})
    return topic, random.choice(TOPICS[topic][1])
