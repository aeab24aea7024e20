"""类型代字: the type codes of case numbers and the procedures they stand for.

Source: the type table published with 法〔2015〕137号 and its amendment 法〔2018〕335号. 行保 and
行保复 (行为保全) begin with 行 and are not administrative litigation.
"""

from litigation.law.procedure import Procedure

_BY_PROCEDURE = {
    Procedure.FIRST_INSTANCE: "行初 行赔初",
    Procedure.SECOND_INSTANCE: "行终 行赔终",
    Procedure.RETRIAL: "行再 行赔再",
    Procedure.RETRIAL_REVIEW: "行申 行赔申 行监 行赔监 行抗 行赔抗",
    Procedure.ENFORCEMENT_REVIEW: "行审 行审复",
    Procedure.JURISDICTION: "行辖 行辖终 行辖监 行辖复 行赔辖 行赔辖终 赔辖 赔辖终 赔辖监",
    Procedure.OTHER: "行他 行赔他 司救行",
}

ADMINISTRATIVE_TYPES: dict[str, Procedure] = {
    code: procedure for procedure, codes in _BY_PROCEDURE.items() for code in codes.split()
}
"""Type code of administrative litigation → procedure."""

_OTHER_TYPES = (
    "行保 行保复 "
    "民初 民终 民再 民申 民监 民抗 民辖 民辖终 民辖监 民特 民特监 民催 民督 民督监 民撤 民算 民他 民保令 "
    "刑初 刑终 刑再 刑申 刑监 刑抗 刑核 刑更 刑更监 刑更备 刑辖 刑辖终 刑医 刑医复 刑没 刑他 刑核终 "
    "执 执恢 执异 执复 执监 执协 执他 执保 执前调 执死 执更 执行 "
    "财保 证保 破 破申 破终 破监 强清 强清终 清申 清终 "
    "委赔 委赔监 委赔提 法赔 法赔他 司救执 司救民 司救刑 司救访 司救他 "
    "司惩 司惩复 诉前调 民诉前调 行诉前调 调 调解 诉调 引调 协外认 协他 认台 认港 认澳 认外 请移管 移管 "
    "商初 商终 商外初 民一初 民二初 民三初 民四初 民一终 民二终"
)

KNOWN_TYPES: tuple[str, ...] = tuple(
    sorted({*ADMINISTRATIVE_TYPES, *_OTHER_TYPES.split()}, key=lambda code: (-len(code), code))
)
"""Every type code read here, the longest first: 行赔初 before 行初, 行审复 before 行审."""
