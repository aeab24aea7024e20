"""条文: what the articles cited by reasons say, in one plain sentence each.

Paraphrased for readers of the pages; the text of the law decides.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from litigation.law.word import N_

R2020 = "法释〔2020〕3号"
I2018 = "法释〔2018〕1号"
ALL = "行政诉讼法"

GISTS: dict[str, str] = {
    f"{ALL}第三条第三款": N_("被诉行政机关负责人应当出庭应诉；不能出庭的，应当委托相应的工作人员出庭。"),
    f"{ALL}第二十六条第二款": N_("复议维持的，原机关和复议机关是共同被告；复议改变的，复议机关是被告。"),
    f"{ALL}第三十一条": N_("当事人可以委托一至二人作为诉讼代理人。"),
    f"{R2020}第一条第一款": N_("一审、二审、再审等程序中，负责人都应当出庭应诉。"),
    f"{R2020}第一条第二款": N_("授权组织是被告的，由它自己的负责人出庭。"),
    f"{R2020}第一条第三款": N_("应当追加为被告而原告不同意、作为第三人参加的机关，同样应当出庭。"),
    f"{R2020}第二条第一款": N_(
        "负责人包括正职、副职、参与分管被诉行政行为的副职级别负责人和其他参与分管的负责人。"
    ),
    f"{R2020}第二条第二款": N_("受委托组织和下级行政机关的负责人不能作为被诉机关的负责人。"),
    f"{R2020}第三条": N_("共同被告可以协商由谁的负责人出庭，也可以由法院确定。"),
    f"{R2020}第四条第一款": N_(
        "涉及重大公共利益、社会高度关注或者可能引发群体性事件的，法院应当通知负责人出庭。"
    ),
    f"{R2020}第四条第二款": N_("涉及重大权益、公益诉讼、上级文件要求等情形的，法院可以通知负责人出庭。"),
    f"{R2020}第五条第二款": N_("法院应当在开庭三日前送达出庭通知书。"),
    f"{R2020}第六条第二款": N_("身份证明不合格、不能补正或者补正影响开庭的，视为负责人未出庭。"),
    f"{R2020}第七条第一款": N_("同一审理程序中多次开庭的，出庭一次一般即为履行，法院再次通知的除外。"),
    f"{R2020}第八条": N_("不能出庭的正当理由：不可抗力、意外事件、须履行他人不能代替的公务、其他正当事由。"),
    f"{R2020}第九条第一款": N_("说明理由要附证明材料，加盖机关印章或者由主要负责人签字。"),
    f"{R2020}第九条第二款": N_("理由是否成立由法院审查。"),
    f"{R2020}第九条第三款": N_("机关可以申请延期开庭，法院可以准许，也可以依职权延期。"),
    f"{R2020}第十条": N_("相应的工作人员是具体行使被诉行政职权的人员。"),
    f"{R2020}第十二条第一款": N_("五种情形下法院应当向监察机关、上一级行政机关发出司法建议。"),
    f"{I2018}第一百二十八条": N_("负责人出庭的，可以另行委托一至二名代理人；不得仅委托律师出庭。"),
}
"""Article → gist."""

# （法释〔2020〕3号第七条第一款） | （行政诉讼法第三条第三款）
_CITATION = re.compile(
    r"(?P<text>法释〔\d{4}〕\d+号|行政诉讼法)(?P<article>第[一二三四五六七八九十百]+条)(?P<paragraph>第[一二三四五]款)?"
)


@dataclass(frozen=True, slots=True)
class Article:
    """A cited article and its gist; the gist is empty where none is written down."""

    name: str
    gist: str


def cited(sentences: Iterable[str]) -> tuple[Article, ...]:
    """The articles that sentences cite, once each, in the order of their first mention."""
    names = [
        _known(match["text"] + match["article"], match["paragraph"] or "")
        for sentence in sentences
        for match in _CITATION.finditer(sentence)
    ]
    return tuple(Article(name, GISTS.get(name, "")) for name in dict.fromkeys(names))


def _known(article: str, paragraph: str) -> str:
    """The paragraph if its gist is known, else the article."""
    return article + paragraph if article + paragraph in GISTS or article not in GISTS else article
