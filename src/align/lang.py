"""What is known about Chinese and English as languages, as data: read and segment hold no word lists."""

from __future__ import annotations

from typing import NamedTuple

from align.types import FieldKey


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- sentences -----------------------------------------------------------------------------------

CHINESE_ENDERS = frozenset("。｡！？")
"""End a sentence wherever they stand outside brackets; the full-width semicolon does not."""

SHARED_ENDERS = frozenset(".．!?…⋯‽")
"""End a sentence only where what stands around them says so."""

ENCLOSURES = {
    "「": "」", "『": "』", "﹁": "﹂", "“": "”", "‘": "’", "《": "》", "〈": "〉", "«": "»",
    "（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "[": "]", "{": "}", "｛": "｝", "〖": "〗",
}  # fmt: skip
QUOTES = frozenset('「『﹁“‘«"')
CLOSERS = frozenset(ENCLOSURES.values()) | frozenset("\"'＂＇")
OPENERS = frozenset(ENCLOSURES) | frozenset("\"'＂＇¿¡")

SPEECH_VERBS = _words("""
    說 说 問 问 答 稱 称 表示 指出 強調 强调 寫 写 認為 认为 喊 宣布 承認 承认 回應 回应 警告
    回答 解釋 解释 坦言
""")
"""End the clause after a quotation, such as 他說, which belongs to the sentence that it quotes."""
ENGLISH_SPEECH_VERBS = _words("""
    said says say asked asks wrote writes replied added told argued warned noted insisted declared answered
""")

# After "……" these carry the sentence on.
ELLIPSIS_FOLLOWERS = frozenset("等的地得之及和與与或")

# Before a name, so never at the end of a sentence. Without the last full stop.
TITLES = _words("""
    Mr Mrs Ms Mx Messrs Mme Mlle Dr Prof Rev Hon Fr St Ste Mt Ft Gen Lt Col Maj Capt Cpt Cmdr Cdr Adm Sgt
    Cpl Pvt Brig Vice-Adm Rear-Adm Sen Rep Gov Pres Supt Amb Sec-Gen Sens Reps Gens Drs Profs
    e.g i.e E.g I.e viz cf Cf vs v ca approx esp incl resp
""")

# Before a number only: "No. 7" goes on, "He said no." does not. Lower case, like those below.
NUMBER_NOUNS = _words("""
    no nos nr art arts sec secs fig figs p pp vol vols ch chap para paras par ex app tab eq op res reg l
    ll n nn jan feb mar apr jun jul aug sep sept oct nov dec
""")

# May end a sentence: what follows decides.
ABBREVIATIONS = _words("""
    inc ltd co corp cos bros llc plc jr sr esq etc al ph.d m.d b.a m.a d.phil a.m p.m a.d b.c b.c.e c.e
    u.s u.k u.n e.u d.c u.s.a u.s.s.r p.r.c r.o.c jan feb mar apr jun jul aug sep sept oct nov dec mon
    tue tues wed thu thur thurs fri sat sun dept univ assn ave blvd rd est gov't int'l nat'l min max ed
    eds trans repr ibid
""")

# Words that start an English sentence and seldom follow an abbreviation within one.
STARTERS = _words("""
    the a an this that these those it its he she they we i you his her their our my your there here who
    what when where why how which in on at by for from to with without within under over of as if but
    and or nor so yet however although though while whereas because since after before during until
    unless despite moreover furthermore meanwhile nevertheless nonetheless therefore thus hence instead
    indeed still then once also both many most some several few all each every any no not only even such
    other another one two three according analysts officials experts critics observers authorities
""")

# --- lists ---------------------------------------------------------------------------------------

# A bullet even when no space follows; the last row is what Word's Symbol and Wingdings fonts leave behind.
BULLETS = frozenset(
    "•‧∙⋅·・･●○◎◉◦⚫⚪⬤▪▫◾◽■□▢▲△▼▽◆◇❖★☆✦✧►▶▷▸▹➤➢➣➔→⇒➜➡☛☞※¤✓✔✗✘☑☐☒⁃⁌⁍"
    "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf06c\uf06e\uf0e0\uf02d"
)
# A bullet only when white space follows; a dash also right before Chinese.
DASHES = frozenset("-–—―‐‑−－*+~§")

HAN_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "兩": 2}
HAN_TEN, HAN_HUNDRED = "十", "百"
HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
ORDINAL_NOUNS = "點点項项條条"
"""第一點: what may stand between an ordinal and its comma for the whole to be a list number."""

# --- header fields -------------------------------------------------------------------------------


class FieldLabel(NamedTuple):
    """One header field: how it is named in matching, and every label it goes by, lower case."""

    name: str
    key: FieldKey
    labels: tuple[str, ...]


def _label(name: str, key: FieldKey, labels: str) -> FieldLabel:
    return FieldLabel(name, key, tuple(label.strip() for label in labels.split(",")))


FIELD_LABELS = (
    _label("author", FieldKey.AUTHOR, """
        作者, 撰文, 撰稿, 撰稿人, 撰文者, 文, 作者群, 原作者, 原文作者, author, authors, author(s),
        by, written by
    """),
    _label("title", FieldKey.TITLE, """
        標題, 标题, 題目, 题目, 題名, 篇名, 文章標題, 文章标题, 原文標題, 原文标题, title, headline,
        article title, original title
    """),
    _label("source", FieldKey.SOURCE, """
        來源, 来源, 網站來源, 网站来源, 資料來源, 资料来源, 文章來源, 文章来源, 新聞來源, 新闻来源,
        出處, 出处, 刊物, 期刊, 媒體, 媒体, 原文出處, 原文出处, 原載, 原载, source, sources,
        source(s), publication, journal, outlet, published in, website
    """),
    _label("date", FieldKey.DATE, """
        日期, 發布日期, 发布日期, 發表日期, 发表日期, 出版日期, 刊登日期, 刊載日期, 刊载日期, 時間,
        时间, 發布時間, 发布时间, date, dates, published, publication date, date of publication,
        date published, pub date
    """),
    _label("keywords", FieldKey.KEYWORDS, """
        關鍵字, 关键字, 關鍵詞, 关键词, 主題詞, 主题词, 標籤, 标签, keyword, keywords, keyword(s),
        key words, key word, tags, tag, index terms
    """),
    _label("link", FieldKey.LINK, """
        連結, 链接, 鏈接, 連結網址, 原文連結, 原文链接, 文章連結, 文章链接, 網址, 网址, 超連結, link,
        links, link(s), url, urls, web address, doi, original link
    """),
    _label("translator", FieldKey.OTHER, """
        譯者, 译者, 翻譯, 翻译, 編譯, 编译, 摘譯, 摘译, translator, translators, translator(s),
        translated by
    """),
    _label("editor", FieldKey.OTHER, """
        編輯, 编辑, 校對, 校对, 審校, 审校, 主編, 主编, editor, editors, editor(s), edited by,
        reviewer, reviewed by
    """),
    _label("affiliation", FieldKey.OTHER, """
        單位, 单位, 機構, 机构, 作者單位, 作者单位, affiliation, affiliations, institution,
        organization
    """),
    _label("category", FieldKey.OTHER, """
        類別, 类别, 分類, 分类, 主題, 主题, 領域, 领域, 地區, 地区, category, topic, topics, subject,
        region, area
    """),
    _label("number", FieldKey.OTHER, """
        編號, 编号, 文號, 文号, 期數, 期数, number, no., issue, volume, reference
    """),
    _label("language", FieldKey.OTHER, """
        語言, 语言, language, languages, lang
    """),
)  # fmt: skip

# --- naming the two languages --------------------------------------------------------------------

# Column headings of a table, lower case.
CHINESE_COLUMNS = _words("""
    中文 華文 華語 漢語 中 繁體中文 正體中文 簡體中文 简体中文 繁中 簡中 简中 中文版 中文原文 中文譯文
    中文译文 chinese mandarin zh zh-tw zh-cn zh-hant zh-hans
""")
ENGLISH_COLUMNS = _words("""
    英文 英語 英语 英 英文版 英文原文 英文譯文 英文译文 english en en-us en-gb eng
""")
OTHER_COLUMNS = _words("""
    原文 譯文 译文 翻譯 翻译 對照 source target original translation text 項次 项次 編號 编号 序號 序号
    # no no. id item 備註 备注 註 notes note remarks translated
""")

# Tags in file and folder names, lower case, "_" as "-".
CHINESE_TAGS = ("zh", "zh-hant", "zh-hans", "zh-tw", "zh-cn", "zh-hk", "zh-mo", "zh-sg", "cn", "tw", "hk",
                "cht", "chs", "chi", "zho", "tc", "sc", "chinese", "中文", "中")  # fmt: skip
ENGLISH_TAGS = ("en", "en-us", "en-gb", "en-uk", "eng", "english", "英文", "英")

# --- telling encodings apart ---------------------------------------------------------------------

# The 200 most frequent characters by the counts in jieba's dict.txt (MIT), then the Traditional forms of
# those that have one. They make up half of running text, and next to none of text decoded wrongly.
COMMON_HAN = frozenset(
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方用多你着部能"
    "市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与文当两实重新三么只山水"
    "关明从化平建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向治"
    "因立数样身情入原问把路被并利石老教万知"
    "國爲為這個來會時學說們於後發對長過業裡裏經門動進區開產軍還種現機體與當兩實麼關從內沒將員東頭間無見戰點場數樣問並萬"
)
