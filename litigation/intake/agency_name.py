"""Telling agencies, other organisations and persons apart by their names."""

import re

# …局 …人民政府 …街道办事处 …派出所 …支队; not 公司登记 or 政府信息公开, which are matters
AGENCY_ENDING = (
    r"(?:(?:教育|公安|民政|司法|财政|商务|水利|交通运输|自然资源|生态环境|农业农村|应急管理|住房和城乡建设"
    r"|人力资源和社会保障)部|人民政府|政府(?!信息|采购|投资|行为|补偿|裁决|特许)|街道办事处|街道办|办事处|管理委员会|管委会"
    r"|委员会|(?:农村|发改|改革|卫健|健康|住建|建|经信|信息化|城管|交通|国资|科技|教育|商务|民宗|规自)委(?![员托会派])"
    r"|分局|局|厅"
    r"|总队|支队|大队|中队|派出所|税务所|管理所|监察所|监督所|看守所|拘留所|戒毒所|检查站|监狱|总署|海关(?!总署)|管理处(?!罚|理)"
    r"|(?:管理|服务|征收|登记|事务|事业|经办|执法|结算|储备|监测|鉴定)中心|征收办公室|办公室)"
)
ORGANISATION_ENDING = (
    r"(?:公司(?!登记|设立|变更|注销|决议|股权)|商行|经营部|工作室|事务所|合作社|合伙企业|企业(?!登记|信用"
    r"|改制)|工厂|厂|店|超市|酒店"
    r"|饭店|餐厅|宾馆|医院|诊所|药房|药店|学校|学院|大学|中学|小学|幼儿园|银行|信用社|协会|学会|基金会"
    r"|居委会|村委会|(?:村民|居民|业主|仲裁)委员会|村民小组|经济社|商会|联合会|研究会|工会|集团"
    r"|养殖场|农场|林场|茶场|牧场|酒楼|茶楼|门市|作坊|网吧|会所|卫生室|加工点|服务点"
    r"|业委会|业主大会|中心(?!小学)|站|所|院|社|馆|部|处|队|户)"
)
_AGENCY = re.compile(
    r"(?:国务院|[\u4e00-\u9fff()（）]{1,30}?" + AGENCY_ENDING + r"|[\u4e00-\u9fff]{2,20}(?:部|署|院|办))$"
)
_ORGANISATION = re.compile(r"[\u4e00-\u9fffA-Za-z0-9()（）·]{2,40}" + ORGANISATION_ENDING + "$")
_NOT_AGENCY = re.compile(
    r"(?:(?:养老|敬老|福利|[医学剧影书寺]|研究|设计)院|(?:经营|门市|营业|项目|俱乐|维修|修理|服务|餐饮|门诊|配送|工程|加工"
    r"|经销|销售|批发|零售|娱乐)部|公司|村民委员会|居民委员会|村委会|居委会|业主委员会|仲裁委员会|公司.{0,6}中心|医院|学校|法院"
    r"|检察院)$"
)

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁"
    "仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰"
    "郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利"
    "蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公隋修仝亓苑矫綦牟付代肖闫邸初战逢迟"
    "佟涂朴谌漆苟冼粟呙揭鄢帅佘亢尧仉谯涂岳冮佴睢"
)
_DOUBLE = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|呼延|夏侯|南宫|长孙|司空|宇文|轩辕|东郭"
    "|百里|申屠|澹台|独孤|闻人|赫连|拓跋|濮阳|淳于|单于|钟离|公冶|万俟|太史"
)
# 张三 | 欧阳某某 | 买买提·艾合买提 | 姜永刚等3人
_PERSON = re.compile(
    rf"(?:(?:{_DOUBLE})[\u4e00-\u9fff×某]{{1,2}}|[{SURNAMES}][\u4e00-\u9fff×某]{{1,2}}"
    r"|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,10})+)(?:等[0-9一二三四五六七八九十]{1,3}[人户])?"
)

# 平度市, 国家 and 代理人 begin like surnames
_PLACE = re.compile(r"(?:[市县区省镇乡村局]|国家|政府|法院|单位|法庭|代理人?|代表人?)$")

# 热依汗 | 才让卓玛 | 占水生 : a name whose family name is on no list, told by what it does not hold
_RARE_NAME = re.compile(r"[\u4e00-\u9fff]{2,6}")
# 老王家 | 小刘 : how one talks of somebody
_NICKNAME = re.compile(rf"[老小]?[{SURNAMES}]家|[老小][{SURNAMES}]")
_NO_NAME = re.compile(
    r"[的诉案院庭局署厅府第号你我该本此被与及是请已向对于因者位方均未等或并经含无按据由共万亩页审讼判庭罚]"
    r"|街道|其他|依法|依据|申请|作出|撤回|起诉|提交|到庭|参加|另有|负责|代理|委托|行政|姓名|名称|单位|当事|原告|出庭|答辩|举证"
    r"|有限|公司|证据|主体|资格|费用|身份|地址|电话|时间|地点|处罚|许可|登记|征收|补偿|拆除|履行|开庭|上午|下午"
    r"|应当|承担|书记|法官|通知|传票|公告|附件|备注|事由|纠纷|认定|确认|合同|协议|[市区县镇乡村省州旗]$|一审|二审"
)
# what no name holds: 某局作出 | 某公司诉某局 | 某人一案
_FOREIGN = re.compile(
    r"(?<![申投控])诉(?!讼)|[与和及][你我贵][局府委办厅院单方厂店社]|一案|不服|作出|撤回|本院|我院|定于|开庭|原告|被告|第三人|上诉人|申请人|被执行|被传唤|关于"
    r"|起诉|你单位|贵单位|住院|因[伤病故]|如下|地址|电话|联系|上午|下午|到庭|提交|准许|[0-9]{4}年|审理|一审|二审|案件|案号|案由"
)
_LONGEST_NAME = 45


def is_agency(name: str) -> bool:
    """Tell whether a name is that of an administrative agency (a committee of villagers is none)."""
    return bool(_AGENCY.fullmatch(name)) and not _NOT_AGENCY.search(name)


def is_person(name: str) -> bool:
    """Tell whether a name is that of a natural person."""
    return bool(_PERSON.fullmatch(name)) and not _PLACE.search(name)


def is_organisation(name: str) -> bool:
    """Tell whether a name is that of an agency, a company or another body."""
    return is_agency(name) or bool(_ORGANISATION.fullmatch(name))


def is_party_name(name: str) -> bool:
    """Tell whether a text can be a party's name."""
    return is_person(name) or is_organisation(name)


def may_be_person(name: str) -> bool:
    """Tell whether a text where a name must stand can be a person's; no surname need be known."""
    rare = _RARE_NAME.fullmatch(name) and not _NO_NAME.search(name) and not _NICKNAME.fullmatch(name)
    return is_person(name) or bool(rare)


def is_sound(name: str) -> bool:
    """Tell whether a text is one party's name and nothing else: no verb, no role, no torn bracket."""
    torn = name.count("(") + name.count("（") != name.count(")") + name.count("）")
    return is_party_name(name) and not torn and len(name) <= _LONGEST_NAME and not _FOREIGN.search(name)
