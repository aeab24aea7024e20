"""Twilio's error codes: which class each belongs to, and what the clerk is told.

Source: Twilio's error dictionary, and the behaviour of its Messages resource: what is
answered with 429 was never processed; what is answered with 5xx may have been.
"""

from dataclasses import replace

from litigation.channels.delivery import Delivery, DeliveryResult
from litigation.channels.http_answer import classify_status
from litigation.law.word import N_

_BUSY = N_("服务商繁忙，稍后自动重发。")
_SENDER = N_("发送号码没有在服务商处登记，已暂停发送。请系统管理员检查设置。")
_DEAD_NUMBER = N_("号码不存在，或者不是手机号。请核对号码，并打电话告知。")
_TEXT = N_("短信内容被服务商拒绝。请改短或改写后再发，并打电话告知。")

_P, _T, _U, _C = (
    DeliveryResult.PERMANENT,
    DeliveryResult.TRANSIENT,
    DeliveryResult.UNKNOWN,
    DeliveryResult.CONFIGURATION,
)

CODES: dict[int, tuple[DeliveryResult, str]] = {
    20003: (_C, N_("服务商不认账号或密钥，已暂停发送。请系统管理员检查设置。")),
    20404: (_C, N_("服务商找不到这个账号，已暂停发送。请系统管理员检查设置。")),
    20429: (_T, _BUSY),
    20500: (_U, DeliveryResult.UNKNOWN.label),
    20503: (_U, DeliveryResult.UNKNOWN.label),
    21211: (_P, _DEAD_NUMBER),
    21212: (_P, _SENDER),
    21266: (_P, N_("接收号码和发送号码相同。请核对接收人的号码。")),
    21408: (_P, N_("服务商没有开通这个地区。请打电话告知，并请系统管理员开通。")),
    21602: (_P, _TEXT),
    21606: (_P, _SENDER),
    21609: (_P, N_("回执地址不对，短信没有发出。请打电话告知，并请系统管理员检查设置。")),
    21610: (_P, N_("对方已退订短信。请打电话告知，并请对方恢复接收。")),
    21611: (_T, _BUSY),
    21612: (_P, N_("服务商到不了这个号码。请打电话告知。")),
    21614: (_P, _DEAD_NUMBER),
    21617: (_P, _TEXT),
    30001: (_T, _BUSY),
    30002: (_C, N_("服务商停用了账号，已暂停发送。请系统管理员联系服务商。")),
    30003: (_T, N_("手机关机或不在服务区，稍后自动重发。")),
    30004: (_P, N_("短信被对方拦截。请打电话告知。")),
    30005: (_P, _DEAD_NUMBER),
    30006: (_P, N_("这是固定电话，或者运营商到不了。请打电话告知。")),
    30007: (_P, N_("短信被运营商过滤，同样的内容不会再发。请打电话告知。")),
    30008: (_T, N_("运营商没有送到，没有说明原因，稍后自动重发。")),
    30018: (_C, _SENDER),
    30034: (_C, _SENDER),
    30036: (_P, N_("超过有效时间，短信没有送到。")),
    30410: (_U, DeliveryResult.UNKNOWN.label),
}


def classify(status: int, code: int | None) -> Delivery:
    """Class a refusal by Twilio's code, else by its HTTP status.

    After 5xx the message may have been taken, whatever the code says. An unknown code under
    4xx is permanent: the same request would be refused again.
    """
    if code in CODES and status < 500:
        result, detail = CODES[code]
        return Delivery(result, code=str(code), detail=detail)
    return replace(classify_status(status), code=str(code or status))


def classify_receipt(code: int | None) -> Delivery:
    """Class the error code of a message that was taken and then not delivered."""
    result, detail = CODES.get(code or 0, (_P, ""))
    return Delivery(result, code=str(code) if code else "undelivered", detail=detail)
