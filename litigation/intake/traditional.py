"""Traditional characters of court papers, folded to simplified ones for reading only.

No full conversion: the words of courts, courts' places and frequent names. What is shown and
kept stays as it was written.
"""

_TRADITIONAL = (
    "島區開張訴於時當話據議書號國廳與為偉許發佈複覆傳喚應證員審長記簡單聯繫電現場線網調換補償徵評協會"
    "視頻關處罰賠運輸鐵執決準備參將請點擊鏈間閱讀閉陽濟濰煙臺棗莊東營濱澤萊蕪歷嶗黃滄縣鄉鎮醫療衛質檢"
    "監環規劃設資財產稅務險勞動農業漁護種類從進達遞爾後變對項無齊趙錢孫馮陳蔣韓楊呂嚴華謝鄒蘇範魯韋馬"
    "鳳鄭劉葉龍萬顧龔譚鄧賈維強軍勝麗蘭紅雲雙餘劍濤輝寧龐"
)
_SIMPLIFIED = (
    "岛区开张诉于时当话据议书号国厅与为伟许发布复复传唤应证员审长记简单联系电现场线网调换补偿征评协会"
    "视频关处罚赔运输铁执决准备参将请点击链间阅读闭阳济潍烟台枣庄东营滨泽莱芜历崂黄沧县乡镇医疗卫质检"
    "监环规划设资财产税务险劳动农业渔护种类从进达递尔后变对项无齐赵钱孙冯陈蒋韩杨吕严华谢邹苏范鲁韦马"
    "凤郑刘叶龙万顾龚谭邓贾维强军胜丽兰红云双余剑涛辉宁庞"
)
FOLD = {ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
"""Character by character, so that offsets hold."""
