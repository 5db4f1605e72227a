"""What a page, a sheet or the blank form says of itself, among the words of a report."""

import re
from functools import cache

from app.importers.terms import scope

SHORT = 80
_ABOUT_PAGE = re.compile(
    r"\W{0,2}(?:发布(?:日期|时间|机构|单位|人)|公开日期|成文日期|信息来源|来源|浏览|点击|阅读|访问|"
    r"字号|字体|打印|关闭|分享|索\s*引\s*号|文\s*号|作者|编辑|责任编辑|日期|时间|视力保护|目\s*录|"
    r"当前位置|您?的?位置|(?:发表|生成|更新|信息提供|发文)(?:日期|时间)|(?:文章|稿件)来源|长者|无障碍|"
    r"(?:所属|发文|公开)(?:机构|单位|部门)|主题(?:分类|词)|体裁分类|关键[字词]|有\s*效\s*性|保护视力|供稿|审核|"
    r"语音|收听|扫一扫)"
)
_FOOT = re.compile(
    r"\W{0,2}(?:扫一扫|打印|关闭|上一[篇条]|下一[篇条]|分享|版权所有|主办单?位?[:：]|承办单?位?[:：]|网站标识码|"
    r"[（(]?此(?:件.{0,6}公开|页无正文)|更多精彩|.{0,20}扫.{0,10}二维码|网站地图|联系我们|责任编辑|相关(?:链接|阅读|信息|文档|附件)|返回顶部|.{0,20}ICP备|.{0,20}公网安备|"
    r"文章来源|信息来源|字体\W|字号\W|无障碍)"
)
ATTACHED = re.compile(
    r"\W{0,2}附件(?:(?:下载|列表)?\W*$|.{0,70}\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)\W*$)"
)
_LABELLED = re.compile(
    r"\W{0,2}(?:组配分类|主题分类|体裁分类|(?:信息|文件|公文)(?:分类|种类|类别|类型|名称)|服务对象|(?:信息)?索引号?"
    r"|(?:发文|文件|统一|公文)(?:字号|编号|文号)|发布(?:者|部门)|公开(?:时间|方式|范围|形式|程序|时限|主体|属性|类别|责任部门)"
    r"|(?:生成|生效|失效|废止|印发|成文|发文|实施|施行|登记|签发|录入|创建|上传|编辑)(?:日期|时间)|更新于|发布于"
    r"|撰稿|拟稿|初审|复审|终审|审签|校对|监制|签发人?|上传者?|录入者?|责编|统稿|制作|摄影|通讯员|记者"
    r"|(?:浏览|阅读|点击|访问|下载|播放)(?:次?数|量|率)|已阅|人气|(?:时|有)效(?:状态|性)|效力状态|状态"
    r"|所(?:属|在)(?:栏目|分类)|栏目|内容(?:概述|摘要|分类)|载体(?:类型|形式)|语种|文件格式|所在位置|(?:您)?(?:现在|当前|所在)的?位置"
    r"|上篇|下篇|前一篇|后一篇|技术支持|主管|备案号|地址栏|分享至?|收藏|背景色|字体大小|标签|专题)\s*[:：]"
)
"""What a page's list of facts calls them."""
_TIME = re.compile(
    r"\W*(?:发布|更新|时间|日期)?\W*20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"(?:\s*(?:星期|周)[一二三四五六日天])?\s*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\W*$"
)
_BUTTON = re.compile(
    r"(?:语音)?(?:朗读|播报|收听|听新闻|伴读)(?:本页|全文|本文|正文|版)?|AI\S{1,4}|(?:点击)?播放|暂停|停止|继续"
    r"|首页|返回\S{0,4}|后退|关闭\S{0,4}|打印\S{0,4}|收藏\S{0,4}|分享\S{0,4}|转发|点赞|在看|评论|(?:我要)?纠错|意见反馈"
    r"|下载\S{0,4}|(?:全文|附件|原文|文件)下载|复制\S{0,4}|[大中小默认超特]{1,4}|[A文]?[+-]?A?[+-]?|繁[體体]\S{0,2}|简[體体]?\S{0,2}"
    r"|无障碍\S{0,4}|长者\S{0,4}|(?:进入)?(?:长者|老年|关怀|适老化?|无障碍)(?:版|模式|专区|助手)?|智能\S{0,4}|登录|注册|用户中心|搜索|检索"
    r"|(?:本|该|此)?(?:文件|文|政策|信息|页面|公文)?(?:现行|已经?|全文|部分)?(?:有效|失效|废止|修改|宣布失效)|失效|有效|废止"
    r"|正文|内容|详情|(?:详细|文章|信息)(?:内容|详情)|字[号体]|微信|微博|新浪(?:微博)?|腾讯(?:微博)?|QQ(?:空间|好友)?|朋友圈|微信好友|钉钉|豆瓣|人人网|百度"
    r"|手机版?|手机看|电脑版|客户端|小程序|公众号|上一页|下一页|展开\S{0,2}|收起\S{0,2}|更多\S{0,2}|查看\S{0,4}|提示|温馨提示"
    r"|(?:阅读|浏览|点击|访问)?\d+次?(?:阅读|浏览|点击)?|来源|English"
)
"""What is only to be pressed, or tells how a page is."""
_BETWEEN = re.compile(r"[\s|｜/／·•●◆▪■,，、:：;；>＞»›【】\[\]()（）<《》]+")
_IS_CODE = re.compile(
    r"(?=.*(?:扫一扫|扫码|扫描|长按|识别|微信|支付宝|手机))(?=.*(?:二维码|朋友圈|扫一扫|扫码|分享|关注|公众号|小程序|打开|当前页|客户端))"
)
_US = re.compile("我[局镇县市区委办厅院乡街]|条例|本报告|年报|年度")
_STOPS = re.compile("[。！？；，]")
_FACT = re.compile(r"\W{0,2}(?:\w{2,6}[:：]|版权)")
_CRUMBS = re.compile(r"\W{0,2}(?:.{0,6}位置\W{0,3})?(?:网站)?首页\s*[>＞»›/|｜→-]")
_MOST_OF_PAGE = 8
"""Letters of what a page calls a fact, before its colon."""
UNIT_LINE = re.compile(r"\W?(?:计量)?单位[:：].{1,6}$")
CAPTION = re.compile(
    r"[—–－-]\s*\d{1,3}\s*[—–－-]$|第\s*\d{1,3}\s*页(?:\W?\s*共\s*\d{1,3}\s*页)?$"
    r"|[附续]?表\s*(?:格|[一二三四1-4])?$|[^：:。]{0,30}(?:统计|情况|一览)表$"
    r"|.{0,20}[(（]\s*(?:计量)?单位[:：].{1,6}[)）]$|20\d\d年度?[:：]?$"
    r"|\W?(?:计量|填报|编制|编报|报送|上报)?(?:单位|部门|机关|机构)(?:名称|[(（][^)）]{0,6}[)）])?[:：][^。；，]{1,60}$"
    r"|\W?(?:填[报表]|报送|编制|上报)(?:日期|时间|人)[:：][^。；，]{0,40}$|20\d\d年度?\s*(?:计量)?单位[:：].{1,6}$"
)
"""What stands around a table without being a note: its name, its year, the number of the page."""
SHEET_NAME = re.compile(r"(?:Sheet|工作表)\s*\d+\s*[:：]")
PLACEHOLDER = re.compile(r"[（(]文字描述.{0,40}[）)]$")
DATE = re.compile(
    r"\W?[\d〇零○O一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\W?$"
)
PAGE_NUMBER = re.compile(
    r"[-－–—―─]+\s*\d{1,3}\s*[-－–—―─]+|第\s*\d{1,3}\s*页(?:\W*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}\s*页"
    r"|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?"
)
"""A line that a copy took over from the edge of a page."""


def is_of_page(text: str) -> bool:
    """Whether a page says this of itself, be it above or below the report."""
    if len(text) > SHORT or (_is_mentioned(text) and not _LABELLED.match(text)):
        return False
    if is_foot(text) or (_ABOUT_PAGE.match(text) and not _says(text)):
        return True
    if any(pattern.match(text) for pattern in (ATTACHED, _LABELLED, _TIME, _CRUMBS)):
        return True
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    return all(map(_BUTTON.fullmatch, pieces)) or bool(
        _IS_CODE.match(text) and not _US.search(text)
    )


def _is_mentioned(text: str) -> bool:
    """A page's list of facts names the report too: that line may be its title."""
    names = scope.names()
    return bool(_mentioned(names.briefly or names.called).search(text))


@cache
def _mentioned(briefly: str) -> re.Pattern[str]:
    return re.compile(briefly)


def is_foot(text: str) -> bool:
    """Whether a page says this of itself below the report."""
    return len(text) <= SHORT and bool(_FOOT.match(text)) and not _says(text)


def _says(text: str) -> bool:
    """Whether a line that begins like a button goes on as a sentence: 来源于群众的意见 does."""
    return bool(_STOPS.search(text)) and not _FACT.match(text)


def is_sentence(text: str) -> bool:
    """Whether a line is of a text: no part of the page around it says so much."""
    ends = text.endswith(("：", ":")) and len(text) > _MOST_OF_PAGE
    return not is_of_page(text) and (ends or bool(_STOPS.search(text)))


def is_of_table(text: str) -> bool:
    """Whether a line stands around a table without being a note: its name, its unit, a page."""
    patterns = (CAPTION, UNIT_LINE, SHEET_NAME, PLACEHOLDER)
    return bool(PAGE_NUMBER.fullmatch(text)) or any(pattern.match(text) for pattern in patterns)
