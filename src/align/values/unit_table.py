"""The currencies and measures, their names in both languages, and how large they are.

Sizes are exact by definition (SI Brochure, 9th edition; international yard and pound of 1959; US survey and
imperial measures as in NIST Handbook 44), except where a comment says otherwise.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Unit(NamedTuple):
    """A currency or a measure.

    Attributes:
        chinese: Names in Simplified script, alternatives between bars.
        english: Names as a regular expression, in any case but where (?-i:) keeps it: RAND and Li are names.
        dimension: What it measures; units of one dimension convert. Empty where nothing converts.
        size: How many base units of the dimension it is.
        among: The units that the same word may stand for; empty where only itself.
    """

    chinese: str
    english: str
    dimension: str = ""
    size: Fraction = Fraction(1)
    among: str = ""


def _measure(dimension: str, size: str, chinese: str, english: str, among: str = "") -> Unit:
    return Unit(chinese, english, dimension, Fraction(size), among)


# A word without a country, such as $ or 元, is a unit of its own that agrees with each it may stand for.
_DOLLARS = "USD TWD HKD CAD AUD SGD NZD"

MONEY: dict[str, Unit] = {
    "dollar": Unit("", "dollars?", among=_DOLLARS),
    "元": Unit("元|块钱", "", among=f"CNY MOP dollar {_DOLLARS}"),
    "USD": Unit("美元|美金", r"(?:US|U\.S\.|American) dollars?|USD"),
    "cent": Unit("美分", "cents?"),
    "EUR": Unit("欧元", "euros?|EUR"),
    "GBP": Unit("英镑", "pounds? sterling|(?:British|sterling) pounds?|GBP"),
    "JPY": Unit("日元|日圆|日币", "(?:Japanese )?yen|JPY"),
    "CNY": Unit("元人民币|人民币元|人民币", "(?:Chinese )?yuan|renminbi|RMB|CNY"),
    "TWD": Unit("元新台币|新台币|台币|元台币", "(?:New )?Taiwan(?:ese)? dollars?|NTD|TWD"),
    "HKD": Unit("元港币|港元|港币", "Hong Kong dollars?|HKD"),
    "MOP": Unit("澳门元|澳门币", "patacas?"),
    "KRW": Unit("韩元|韩圆|韩币", "South Korean won|KRW"),
    "KPW": Unit("朝鲜元|朝元|北韩元", "North Korean won"),
    "won": Unit("", "(?-i:won)", among="KRW KPW"),
    "RUB": Unit("卢布", "(?:Russian )?rou?bles?|RUB"),
    "BYN": Unit("白俄罗斯卢布|白俄卢布", "Belarus(?:ian)? rou?bles?"),
    "rupee": Unit("卢比", "rupees?", among="INR PKR LKR NPR"),
    "INR": Unit("印度卢比", "Indian rupees?|INR"),
    "PKR": Unit("巴基斯坦卢比", "Pakistani? rupees?"),
    "LKR": Unit("斯里兰卡卢比", "Sri Lankan? rupees?"),
    "NPR": Unit("尼泊尔卢比", "Nepal(?:ese|i) rupees?"),
    "CHF": Unit("瑞士法郎|瑞郎", "Swiss francs?|CHF"),
    "franc": Unit("法郎", "francs?", among="CHF XOF"),
    "XOF": Unit("非洲法郎|西非法郎|中非法郎", "CFA francs?"),
    "CAD": Unit("加拿大元|加元|加币", "Canadian dollars?|CAD"),
    "AUD": Unit("澳大利亚元|澳元|澳币", "Australian dollars?|AUD"),
    "NZD": Unit("新西兰元|纽西兰元|纽币|纽元", "New Zealand dollars?|NZD"),
    "SGD": Unit("新加坡元|新加坡币|新币|坡币", "Singapore(?:an)? dollars?|SGD"),
    "ILS": Unit("谢克尔", "shekels?"),
    "lira": Unit("里拉", "(?:Turkish )?liras?"),
    "rial": Unit("里亚尔", "(?:Iranian |Saudi |Qatari )?ri(?:y)?als?"),
    "peso": Unit("比索|披索", "(?:Philippine |Mexican |Argentine )?pesos?"),
    "dinar": Unit("第纳尔", "(?:Iraqi |Kuwaiti )?dinars?"),
    "dirham": Unit("迪拉姆", "dirhams?"),
    "krona": Unit("克朗", "(?:Swedish |Norwegian |Danish |Czech )?(?:kron(?:or|er|a|e)|korunas?|koruny)"),
    "EGP": Unit("埃及镑", "Egyptian pounds?"),
    "LBP": Unit("黎巴嫩镑", "Lebanese pounds?"),
    "SYP": Unit("叙利亚镑", "Syrian pounds?"),
    "SDG": Unit("苏丹镑", "Sudanese pounds?"),
    "PLN": Unit("兹罗提", "(?:Polish )?z[lł]ot(?:ys?|ych)"),
    "UAH": Unit("格里夫纳", "hryvnias?"),
    "THB": Unit("泰铢", "(?:Thai )?baht"),
    "VND": Unit("越南盾|越盾", "(?-i:(?:Vietnamese )?dong)"),
    "IDR": Unit("印尼盾|印尼卢比", "(?:Indonesian )?rupiahs?"),
    "MYR": Unit("令吉|林吉特|马币", "(?:Malaysian )?ringgits?"),
    "BRL": Unit("巴西里亚尔|巴西雷亚尔|雷亚尔|里耳", "Brazilian reals?|reais"),
    "ZAR": Unit("兰特", "(?-i:(?:South African )?rand)"),
    "KZT": Unit("坚戈", "tenge"),
    "HUF": Unit("福林", "forints?"),
    "RON": Unit("列伊", "(?:Romanian )?(?:lei|leu)"),
    "BGN": Unit("列弗", "(?:Bulgarian )?levs?|leva"),
    "IRT": Unit("土曼", "tomans?"),
    "AFN": Unit("阿富汗尼", "(?-i:afghanis?)"),
    "BDT": Unit("塔卡", "takas?"),
    "MMK": Unit("缅元|缅币", "kyats?"),
    "LAK": Unit("基普", "(?-i:(?:Lao |Laotian )?kips?)"),
    "KHR": Unit("瑞尔", "riels?"),
    "MNT": Unit("图格里克", "t[uö]gr[iö]k?gs?|tugriks?"),
    "UZS": Unit("苏姆", "Uzbek(?:istani?)? s[ou]ms?"),
    "KGS": Unit("索姆", "Kyrgyz(?:stani?)? soms?"),
    "manat": Unit("马纳特", "(?:Azerbaijani |Turkmen )?manats?"),
    "NGN": Unit("奈拉", "(?:Nigerian )?nairas?"),
    "shilling": Unit("先令", "(?:Kenyan |Ugandan |Tanzanian |Somali )?shillings?"),
    "GHS": Unit("塞地", "(?:Ghanaian )?cedis?"),
    "ETB": Unit("比尔", "(?:Ethiopian )?birrs?"),
    "kwacha": Unit("克瓦查", "(?:Zambian |Malawian )?kwachas?"),
    "AOA": Unit("宽扎", "(?:Angolan )?kwanzas?"),
    "VES": Unit("玻利瓦尔", "bol[ií]vares|Venezuelan bol[ií]vars?"),
}

# Months and days meet at the mean month of the Gregorian calendar (146,097 days in 4,800 months).
MEASURES: dict[str, Unit] = {
    "century": _measure("time", "52594920", "个世纪", "centur(?:y|ies)"),
    "decade": _measure("time", "5259492", "", "decades?"),
    "year": _measure("time", "525949.2", "周年|年|岁", "years?|yrs?|anniversary"),
    "quarter": _measure("time", "131487.3", "个季度|季度|季", "quarters"),
    "month": _measure("time", "43829.1", "个月|个多月", "months?"),
    "week": _measure("time", "10080", "个星期|星期|个礼拜|礼拜|周", "weeks?"),
    "day": _measure("time", "1440", "天|日", "days?"),
    "hour": _measure("time", "60", "个小时|小时|个钟头|钟头", "hours?|hrs?"),
    "minute": _measure("time", "1", "分钟", "minutes?|mins?"),
    "second": _measure("time", "1/60", "秒钟|秒", "seconds|secs?"),
    "km": _measure("length", "1000", "公里|千米|km", "kilomet(?:er|re)s?|kms?|kph|kmh"),
    "m": _measure("length", "1", "公尺|米", "met(?:er|re)s?|(?-i:m)"),
    "cm": _measure("length", "0.01", "公分|厘米|cm", "centimet(?:er|re)s?|cm"),
    "mm": _measure("length", "0.001", "毫米|公厘|mm", "millimet(?:er|re)s?|mm"),
    "micron": _measure("length", "1e-6", "微米", r"microns?|micromet(?:er|re)s?|[µμ]m"),
    "nm": _measure("length", "1e-9", "纳米|奈米|nm", "nanomet(?:er|re)s?|nm"),
    "mile": _measure("length", "1609.344", "英里|哩", "miles?|mph"),
    "yard": _measure("length", "0.9144", "码", "yards?"),
    "foot": _measure("length", "0.3048", "英尺|英呎|呎", "feet|foot|ft"),
    "inch": _measure("length", "0.0254", "英寸|英吋|吋", "inch(?:es)?"),
    "nautical mile": _measure("length", "1852", "海里|海浬|浬", "nautical miles?|nmi"),
    "li": _measure("length", "500", "华里", "(?-i:li)"),
    "km2": _measure("area", "1e6", "平方公里|平方千米", r"square kilomet(?:er|re)s?|sq\.? km|km²|km2"),
    "m2": _measure("area", "1", "平方公尺|平方米", r"square met(?:er|re)s?|sq\.? m|m²|m2"),
    "mile2": _measure("area", "2589988.110336", "平方英里|平方哩", r"square miles?|sq\.? mi"),
    "ft2": _measure("area", "0.09290304", "平方英尺|平方呎", r"square feet|square foot|sq\.? ft"),
    "hectare": _measure("area", "10000", "公顷", "hectares?|(?-i:ha)"),
    "mu": _measure("area", "2000/3", "亩", "(?-i:mu)"),
    "ping": _measure("area", "400/121", "坪", "(?-i:pings?)"),
    "acre": _measure("area", "4046.8564224", "英亩", "acres?"),
    "m3": _measure("volume", "1", "立方公尺|立方米", "cubic met(?:er|re)s?|m³"),
    "ft3": _measure("volume", "0.028316846592", "立方英尺|立方呎", "cubic (?:feet|foot)"),
    "litre": _measure("volume", "0.001", "公升|升", "lit(?:er|re)s?"),
    "ml": _measure("volume", "1e-6", "毫升", "millilit(?:er|re)s?|ml"),
    # The gallon and the oil barrel of the United States.
    "gallon": _measure("volume", "0.003785411784", "加仑", "gallons?"),
    "barrel": _measure("volume", "0.158987294928", "桶", "barrels?|bbl|bpd"),
    "bcm": _measure("volume", "1e9", "", "bcm"),
    "tonne": _measure("mass", "1000", "公吨|吨", "(?:metric )?tons?|tonnes?"),
    "kg": _measure("mass", "1", "公斤|千克|kg", "kilograms?|kilos?|kgs?"),
    "g": _measure("mass", "0.001", "公克|克", "grams?|(?-i:g)"),
    "mg": _measure("mass", "1e-6", "毫克|mg", "milligrams?|mg"),
    "microgram": _measure("mass", "1e-9", "微克|μg|ug", r"micrograms?|[µμu]g|mcg"),
    "ng": _measure("mass", "1e-12", "纳克|奈克|ng", "nanograms?|ng"),
    "carat": _measure("mass", "0.0002", "克拉", "carats?"),
    "pounds": _measure("mass", "0.45359237", "", "pounds?", "GBP pound EGP LBP SYP SDG"),
    "pound": _measure("mass", "0.45359237", "磅", "lbs?"),
    "ounce": _measure("mass", "0.028349523125", "盎司|盎斯", "(?:troy )?ounces?|oz"),
    # 500 grams on the mainland; Taiwan's 台斤 is 600.
    "jin": _measure("mass", "0.5", "市斤|斤", "jin|catt(?:y|ies)"),
    "kiloton": _measure("mass", "1e6", "", "kilotons?|kilotonnes?"),
    "megaton": _measure("mass", "1e9", "", "megatons?|megatonnes?"),
    "TW": _measure("power", "1e12", "太瓦", "terawatts?|(?-i:TW)"),
    "GW": _measure("power", "1e9", "吉瓦|十亿瓦", "gigawatts?|GW"),
    "MW": _measure("power", "1e6", "兆瓦|百万瓦|MW", "megawatts?|MW"),
    "kW": _measure("power", "1000", "千瓦|瓩|kW", "kilowatts?|kW"),
    "watt": _measure("power", "1", "瓦特|瓦", "watts?"),
    "TWh": _measure("energy", "1e9", "太瓦时|TWh", "terawatt[- ]hours?|TWh"),
    "GWh": _measure("energy", "1e6", "吉瓦时|GWh", "gigawatt[- ]hours?|GWh"),
    "MWh": _measure("energy", "1000", "兆瓦时|百万瓦时|MWh", "megawatt[- ]hours?|MWh"),
    "kWh": _measure("energy", "1", "千瓦时|千瓦小时|瓩时|度电|kWh", "kilowatt[- ]hours?|kWh"),
    "mmBtu": _measure(
        "energy",
        "293.07107",
        "百万英热单位|百万英热",
        "(?:million|m)(?: British thermal units|[- ]?Btu)|mmBtu",
    ),
    "degree": _measure("temperature", "1", "度", "degrees?", "celsius fahrenheit kWh"),
    "celsius": _measure("temperature", "1", "摄氏度|℃|°C", "degrees? (?:Celsius|centigrade|C)|° ?C|℃"),
    "fahrenheit": _measure("temperature", "5/9", "华氏度|℉|°F", "degrees? (?:Fahrenheit|F)|° ?F|℉"),
    # Parts of the whole; "parts per trillion" has a short form that also means thousand.
    "ppm": _measure("share", "1e-6", "ppm|PPM", "ppm|parts per million"),
    "ppb": _measure("share", "1e-9", "ppb|PPB", "ppb|parts per billion"),
    "GHz": _measure("frequency", "1e9", "吉赫兹|吉赫|千兆赫兹|千兆赫|GHz", "gigahertz|GHz"),
    "MHz": _measure("frequency", "1e6", "兆赫兹|兆赫|MHz", "megahertz|MHz"),
    "kHz": _measure("frequency", "1000", "千赫兹|千赫|kHz", "kilohertz|kHz"),
    "Hz": _measure("frequency", "1", "赫兹|Hz", "hertz|Hz"),
    # Of 1,000 in the table, which a factor of 1,024 is near enough to.
    "PB": _measure("data", "1e15", "拍字节|拍位元组|PB", "petabytes?|PB"),
    "TB": _measure("data", "1e12", "太字节|太位元组|兆位元组|TB", "terabytes?|TB"),
    "GB": _measure("data", "1e9", "吉字节|吉位元组|GB", "gigabytes?|GB"),
    "MB": _measure("data", "1e6", "兆字节|百万位元组|MB", "megabytes?|MB"),
    "MPa": _measure("pressure", "1e6", "兆帕|MPa", "megapascals?|MPa"),
    "kPa": _measure("pressure", "1000", "千帕|kPa", "kilopascals?|kPa"),
    "hPa": _measure("pressure", "100", "百帕|hPa", "hectopascals?|hPa|millibars?"),
    "Pa": _measure("pressure", "1", "帕斯卡", "pascals?"),
    "mSv": _measure("dose", "1e-3", "毫西弗|毫希沃特|mSv", "millisieverts?|mSv"),
    "microsievert": _measure("dose", "1e-6", "微西弗|微希沃特", r"microsieverts?|[µμ]Sv"),
    "kilovolt": _measure("voltage", "1000", "千伏特|千伏|kV", "kilovolts?|kV"),
    "volt": _measure("voltage", "1", "伏特", "volts?"),
    "knot": _measure("", "1", "节", "knots?", "nautical_mile"),
}

SYMBOLS = {
    "US$": "USD",
    "$": "dollar",
    "NT$": "TWD",
    "HK$": "HKD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "S$": "SGD",
    "NZ$": "NZD",
    "€": "EUR",
    "£": "GBP",
    "¥": "¥",
    "￥": "¥",
    "₩": "KRW",
    "₽": "RUB",
    "₹": "INR",
    "Rs": "rupee",
    "Rs.": "rupee",
    "INR": "INR",
    "PKR": "PKR",
    "₪": "ILS",
    "USD": "USD",
    "RMB": "CNY",
    "CNY": "CNY",
    "EUR": "EUR",
    "GBP": "GBP",
    "JPY": "JPY",
    "HKD": "HKD",
    "NTD": "TWD",
    "TWD": "TWD",
}
MONEY["¥"] = Unit("", "", among="CNY JPY")

# A name followed by one of these characters is the start of another word: 元首, 天然, 周邊, 升級, 克里米亞.
OTHER_WORDS = {
    "元": "首件素旦老宵帅勋凶年月",
    "年": "轻代级",
    "季": "赛军",
    "周": "边围刊期",
    "天": "然津空",
    "日": "本元",
    "米": "格兰其歇德",
    "克": "里拉服制隆罗鲁林斯",
    "克朗": "代",
    "升": "级值温至到旗学",
    "桶": "装",
    "节": "目日点省约课",
    "度": "假过",
    "码": "头",
    "秒": "杀",
    "瓦": "格解砾",
    "斤": "两",
    "坪": "林",
}

# How a unit is written out in English, in the singular and the plural.
NAMES = {
    unit: tuple(names.split("|")) if "|" in names else (names, names + "s")
    for unit, names in {
        **{unit: unit for unit in ("decade", "year", "quarter", "month", "week", "day", "hour", "minute")},
        **{unit: unit for unit in ("second", "mile", "yard", "micron", "hectare", "acre", "litre", "gallon")},
        **{unit: unit for unit in ("barrel", "tonne", "ounce", "pound", "microgram", "carat")},
        **{
            unit: unit
            for unit in ("microsievert", "kilovolt", "volt", "person", "household", "share", "vehicle")
        },
        "century": "century|centuries",
        "foot": "foot|feet",
        "inch": "inch|inches",
        "pounds": "pound",
        "nautical mile": "nautical mile",
        "km": "kilometre",
        "m": "metre",
        "cm": "centimetre",
        "mm": "millimetre",
        "nm": "nanometre",
        "km2": "square kilometre",
        "m2": "square metre",
        "mile2": "square mile",
        "ft2": "square foot|square feet",
        "m3": "cubic metre",
        "ft3": "cubic foot|cubic feet",
        "ml": "millilitre",
        "mu": "mu|mu",
        "kg": "kilogram",
        "g": "gram",
        "mg": "milligram",
        "ng": "nanogram",
        "ppm": "part per million|parts per million",
        "ppb": "part per billion|parts per billion",
        "GHz": "gigahertz|gigahertz",
        "MHz": "megahertz|megahertz",
        "kHz": "kilohertz|kilohertz",
        "Hz": "hertz|hertz",
        **{
            short: f"{word}byte"
            for short, word in (("PB", "peta"), ("TB", "tera"), ("GB", "giga"), ("MB", "mega"))
        },
        "MPa": "megapascal",
        "kPa": "kilopascal",
        "hPa": "hectopascal",
        "Pa": "pascal",
        "mSv": "millisievert",
        "GW": "gigawatt",
        "MW": "megawatt",
        "kW": "kilowatt",
        "kWh": "kilowatt-hour",
        "MWh": "megawatt-hour",
        "GWh": "gigawatt-hour",
        "TWh": "terawatt-hour",
        "celsius": "degree Celsius|degrees Celsius",
        "fahrenheit": "degree Fahrenheit|degrees Fahrenheit",
        "degree": "degree",
        "knot": "knot",
        "dollar": "dollar",
        "USD": "US dollar",
        "EUR": "euro",
        "GBP": "pound sterling|pounds sterling",
        "JPY": "yen|yen",
        "CNY": "yuan|yuan",
        "TWD": "New Taiwan dollar",
        "HKD": "Hong Kong dollar",
        "CAD": "Canadian dollar",
        "AUD": "Australian dollar",
        "SGD": "Singapore dollar",
        "NZD": "New Zealand dollar",
        "KRW": "South Korean won|South Korean won",
        "RUB": "rouble",
        "rupee": "rupee",
        "CHF": "Swiss franc",
        "元": "yuan|yuan (or another currency)",
    }.items()
}
# The characters of the Chinese names that Traditional script writes otherwise.
TRADITIONAL = str.maketrans(
    "欧镑韩卢铢兰顷亩吨钟个时岁级华纽亚罗纳缅图马苏宽尔叙节组",
    "歐鎊韓盧銖蘭頃畝噸鐘個時歲級華紐亞羅納緬圖馬蘇寬爾敘節組",
)
