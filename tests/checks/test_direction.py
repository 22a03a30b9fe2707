"""Words put for their contraries, and contraries that are right."""

from __future__ import annotations

import pytest

from align.checks.direction import check_direction
from align.types import Severity

WRONG = (
    ("失業率由百分之五降至百分之四。", "Unemployment rose from five to four percent."),
    ("政府適度放寬外資持股上限。", "The government moderately tightened the cap on foreign ownership."),
    ("歐盟擬收緊對中投資審查。", "The EU plans to relax screening of investment in China."),
    (
        "第三季出口較去年同期減少一成。",
        "Exports in the third quarter grew by 10 percent from a year earlier.",
    ),
    ("日本从澳大利亚进口铁矿石。", "Japan exports iron ore to Australia."),
    ("新台幣兌美元升值。", "The New Taiwan dollar depreciated against the US dollar."),
    ("央行調降基準利率兩碼。", "The central bank raised its benchmark rate by half a percentage point."),
    ("兩國加強情報合作。", "The two countries weakened intelligence cooperation."),
    ("貿易順差持續擴大。", "The trade deficit continued to widen."),
    ("公司上半年獲利創新高。", "The company's loss in the first half hit a record."),
    ("多數議員支持該法案。", "Most lawmakers opposed the bill."),
    ("美國將增加駐軍。", "The United States will reduce its garrison."),
    ("油价大跌。", "Oil prices soared."),
    ("部隊已從邊境撤離。", "Troops have deployed to the border."),
    ("政府將開放五座港口。", "The government will close five ports."),
    ("這家公司出售了工廠。", "The company bought the factory."),
    ("分析師對前景表示樂觀。", "Analysts were pessimistic about the outlook."),
    ("兩國承諾加快談判。", "The two countries pledged to slow the talks."),
    ("谈判成功。", "The talks failed."),
    ("北部战区举行演习。", "The southern theater command held drills."),
    ("法院判決該措施合法。", "The court ruled that the measure was illegal."),
    ("失業率上升。", "Unemployment fell."),
    ("该国缩减军费开支。", "The country expanded its military spending."),
    ("執政黨在選舉中獲勝。", "The ruling party was defeated in the election."),
    ("延長出口禁令半年。", "The export ban was shortened by half a year."),
    ("政府鼓勵民間投資綠能。", "The government discourages private investment in green energy."),
    ("飛彈部隊發動攻擊。", "The missile force mounted a defense."),
    # Words that the dictionary has not, phrases, and what does not stand in its basic form.
    ("近三年不升反降。", "It has been creeping up over the past three years."),
    ("從寮國的進口逆勢攀升。", "Imports from Laos eased over the same period."),
    ("憑證比例也一併調低。", "The proportion of certificates was raised as well."),
    ("該國外匯存底不增反減。", "The country's foreign reserves have swelled."),
    ("美元指數連日走低。", "The dollar index edged higher for days."),
    ("公債殖利率走高。", "Bond yields ticked down."),
    ("央行調低存款準備率。", "The central bank raised the reserve requirement ratio."),
    ("政府將調高最低工資。", "The government will scale back the minimum wage."),
    ("貿易逆差收窄。", "The trade deficit widened."),
    ("兩地利差擴大。", "The spread between the two narrowed."),
    ("鎳價自高點回落。", "Nickel prices rallied from their peak."),
    ("房市交易回升。", "Home sales subsided."),
    ("養老基金規模縮水。", "The pension fund's holdings swelled."),
    ("台海緊張局勢升溫。", "Tensions in the Taiwan Strait cooled."),
    ("兩國貿易戰降溫。", "The trade war between the two heated up."),
    ("房價漲勢趨緩。", "The rise in home prices accelerated."),
    ("旱情加劇。", "The drought eased."),
    ("瑞郎升值。", "The Swiss franc softened."),
    ("里拉貶值。", "The lira firmed."),
    ("歐洲央行轉趨鷹派。", "The European Central Bank turned dovish."),
    ("資金淨流入新興市場。", "There was a net outflow of funds from emerging markets."),
    ("監管機關收緊放貸標準。", "Regulators loosened lending standards."),
    ("評級機構調降該國主權評級。", "The agency upgraded the country's sovereign rating."),
    ("此舉將拖慢衛星發射進度。", "The move will hasten the satellite launch schedule."),
    ("控方敗訴。", "The prosecution won the case."),
    ("醫院擴編加護病床。", "The hospital pared back its intensive-care beds."),
    ("兩座核電廠將提前除役。", "Retirement of the two nuclear plants will be postponed."),
    ("該太空站與貨運飛船完成對接。", "The cargo craft undocked from the space station."),
    ("登陸器成功著陸月球。", "The lander took off from the moon."),
    ("難民持續流出該省。", "Refugees kept pouring into the province."),
    ("烏軍收復兩座村莊。", "Ukrainian forces lost two villages."),
    ("法院判他無罪。", "The court found him guilty."),
    ("國會多數黨贊成修憲。", "The majority party in parliament opposed amending the constitution."),
    ("國防部裁減一個旅。", "The Defense Ministry added a brigade."),
    ("該邦上游水庫開始蓄水。", "The downstream reservoir in the state began filling."),
    ("外長上午啟程離開河內。", "The foreign minister arrived in Hanoi in the morning."),
    ("公司獲利優於預期。", "The company's profit fell short of expectations."),
    ("日本央行宣布升息。", "The Bank of Japan announced a rate cut."),
    ("石油輸出國組織決定減產。", "OPEC decided to boost output."),
    ("外資連續五日賣超台股。", "Foreign investors were net buyers of Taiwan stocks for five days."),
    ("新藥降低死亡風險。", "The new drug heightened the risk of death."),
    ("衛星部署數量遠低於計畫。", "The number of satellites deployed was far above plan."),
    ("燃煤的發電成本高於風力。", "The cost of coal power is lower than that of wind."),
    ("疫情趨於緩和。", "The outbreak worsened."),
    ("兩國恢復邦交，關係回暖。", "The two countries' relations soured."),
    ("經濟學家看好下半年景氣。", "Economists are pessimistic about the economy in the second half."),
    ("該黨在地方選舉中惨敗。", "The party triumphed in local elections."),
    ("兩黨支持率差距縮小。", "The gap between the parties widened."),
    ("失業金領取期限縮短。", "The period for drawing unemployment benefit was extended."),
    ("該協定於月底失效。", "The accord took effect at the end of the month."),
    ("海軍將兩艘潛艦除役。", "The navy commissioned two submarines."),
    ("移民人數小幅下降。", "Immigrant numbers fell sharply."),
    ("運費大幅下跌。", "Freight rates fell slightly."),
    ("歐盟解除對該國的武器禁運。", "The EU imposed an arms embargo on the country."),
    ("企業紛紛撤資。", "Companies poured in investment."),
    ("巴西向中國出口大豆。", "Brazil imports soybeans from China."),
    ("他贏得黨內初選。", "He lost the party primary."),
    ("研究顯示海冰變薄。", "The study shows sea ice is thickening."),
    ("軍方隱瞞傷亡人數。", "The military disclosed its casualty figures."),
    ("太陽能裝置容量倍增。", "Solar capacity halved."),
    ("該行提高對房貸的壞帳準備。", "The bank trimmed its bad-loan provisions for mortgages."),
    ("首相下台。", "The prime minister took office."),
    ("地下水位持續下降。", "The water table keeps rising."),
    ("中國減持美國公債。", "China increased its holdings of US Treasuries."),
    ("獲利差距逐年縮小。", "The gap in profits has widened year after year."),
    ("只會拖慢老舊設備的汰換。", "It would only hasten the replacement of aging equipment."),
    ("通膨壓力消退。", "Inflationary pressure mounted."),
    ("關稅將分階段調升。", "Tariffs will be lowered in stages."),
    (
        "受惠於亞洲買氣回溫，液化天然氣現貨價格連續第三週走揚，歐洲庫存則維持在六成左右。",
        "Helped by a revival of Asian buying, spot LNG prices eased for a "
        "third straight week, while European inventories held at around 60 percent.",
    ),
    (
        "聯準會主席的談話偏鴿，市場因而調高年內降息的機率。",
        "The Fed chair sounded hawkish, prompting markets to raise the odds of a rate cut this year.",
    ),
    (
        "世界衛生組織警告，該國霍亂死亡率不減反增，偏鄉尤其嚴重。",
        "The World Health Organization warned that cholera mortality in "
        "the country had dropped, particularly in remote areas.",
    ),
    (
        "南韓第二季半導體庫存去化加快，三星因此縮短減產期。",
        "Destocking of semiconductors in South Korea slowed in the "
        "second quarter, so Samsung shortened its production cuts.",
    ),
    (
        "該型火箭的近地軌道酬載能力低於競爭對手。",
        "The rocket's payload capacity to low Earth orbit exceeds that of its rivals.",
    ),
    (
        "據兩名官員透露，華府打算撤回駐敘利亞部隊。",
        "According to two officials, Washington intends to deploy more troops to Syria.",
    ),
    ("歐盟法院維持原判，認定該項補貼違法。", "The EU court upheld the ruling that the subsidy was legal."),
    (
        "由於邊境管制趨嚴，今年循地中海中線偷渡者大減。",
        "With border controls being loosened, far fewer people have "
        "crossed by the central Mediterranean route this year.",
    ),
    (
        "報告說，印度對中國的貿易逆差去年擴大至近千億美元。",
        "The report said India's trade surplus with China grew to nearly $100 billion last year.",
    ),
    (
        "新法生效後，外資持股上限由四成九降為三成。",
        "After the new law took effect, the ceiling on foreign ownership was raised from 49 to 30 percent.",
    ),
    (
        "這份評估認為，解放軍的後勤能力已明顯提升。",
        "The assessment finds that the PLA's logistics have markedly deteriorated.",
    ),
    (
        "阿根廷披索貶值逾兩成，帶動農產品出口。",
        "The Argentine peso appreciated by more than a fifth, spurring farm exports.",
    ),
    (
        "多家銀行提前償還央行的長期再融資貸款。",
        "Several banks have put off repaying the central bank's long-term refinancing loans.",
    ),
    (
        "該國最高法院推翻下級法院判決，恢復這項禁令。",
        "The country's Supreme Court overturned the lower court and lifted the ban.",
    ),
    (
        "法國主權債與德債利差自年初以來持續收窄。",
        "The spread between French and German sovereign debt has kept widening since the start of the year.",
    ),
    (
        "執政聯盟在參議院的席次由過半降為少數。",
        "The opposition's seats in the Senate fell from a majority to a minority.",
    ),
    (
        "海軍陸戰隊從西岸登陸，切斷叛軍補給。",
        "The marines landed on the eastern shore and cut off the rebels' supplies.",
    ),
    (
        "央行總裁指出，升息的副作用正逐漸浮現。",
        "The governor pointed out that the side effects of rate cuts are gradually surfacing.",
    ),
    (
        "這座資料中心的用電量比前一代減少四成。",
        "The data center uses 40 percent more electricity than its predecessor.",
    ),
    ("雙方在部長會議後關係轉趨緊張。", "Relations between the two eased after the ministerial meeting."),
    ("煤電占比創下歷史新低。", "Coal's share of power generation hit an all-time high."),
    (
        "衛星業者要求延長頻譜執照效期。",
        "Satellite operators asked for their spectrum licenses to be shortened.",
    ),
    (
        "罷工結束前，港口貨櫃積壓有增無減。",
        "Until the strike was over, the backlog of containers at the port kept shrinking.",
    ),
)
# Wrong as well: what this rule is known to miss in one direction at least.
MISSED = (
    ("年初開始部署飛彈。", "Missile deployment began late in the year."),
    ("公司將生產線外移。", "The company is bringing its production line back home."),
)
RIGHT = (
    ("失業率不高。", "Unemployment is low."),
    # What ends something turns it round, and a word may mean something else before what follows.
    (
        "政府考慮停止開放海域供外國船隊捕魚。",
        "The government is considering closing its waters to foreign fishing fleets.",
    ),
    (
        "育嬰年資不再全額採計，每月給付平均將減少180歐元。",
        "Time spent raising infants no longer counts in full, which costs them an average of €180 a month.",
    ),
    ("三分之一的供應商認為供應不穩定。", "A third of suppliers consider supply to be anything but stable."),
    ("一家養老院31名老人遇難。", "Thirty-one residents of a care home lost their lives."),
    ("每年可能有近200萬人因此死亡。", "This could be claiming close to 2 million lives a year."),
    ("太空人由國際太空站返回地球。", "The astronauts came home from the International Space Station."),
    (
        "網信辦要求添加標識，違者依法處罰。",
        "Labels are mandatory, by order; offenders will be punished as the law provides.",
    ),
    # The English word stands for another one, or another word renders the Chinese one.
    (
        "總理拒絕將改革交付公投，理由是選民已透過大選授權政府整頓財政。",
        "The prime minister has ruled out a referendum on the reform on the grounds that the election gave "
        "the government a mandate to put public finances in order.",
    ),
    (
        "協會對裁罰表示肯定，但認為罰款難收嚇阻之效。",
        "Though pleased with the penalty, the association doubts that the fine will deter much.",
    ),
    ("標準不會降低。", "Standards will be kept high."),
    ("人民幣兌美元貶值，美元走強。", "The dollar strengthened against the yuan."),
    ("看似鬆綁，實則收緊。", "What looked like a loosening was in fact a tightening."),
    (
        "進口自中國的零件增加，對美出口減少。",
        "Exports to the United States fell while imports of parts from China rose.",
    ),
    ("跌幅擴大。", "The decline widened."),
    ("逆差縮小。", "The deficit narrowed."),
    ("出口降幅收窄。", "The drop in exports eased."),
    ("反對黨支持政府的預算案。", "The opposition backed the government's budget."),
    ("軍方加強防禦，以抵禦攻擊。", "The military strengthened its defenses against attack."),
    ("兩國關係降溫，貿易摩擦升溫。", "Relations cooled as trade friction heated up."),
    ("政府提前結束談判。", "The government ended the talks early."),
    ("前总统重返政坛。", "The former president returned to politics."),
    # Either word has a counterpart of its own.
    (
        "雖然反對黨及其黨魁表現同樣不佳，就連仍願投執政黨票的選民也對首相不以為然。",
        "Although the opposition parties and their leaders did badly too, even those still willing to vote "
        "for the ruling party are dismissive of the prime minister.",
    ),
    # The other of two things is compared with the one.
    ("稻米產量高於小麥。", "Less wheat than rice was harvested."),
    ("城市的出生率遠低於鄉村。", "Birth rates are far higher in the countryside than in the city."),
    ("煤炭的發電量高於天然氣。", "Gas generates less power than coal."),
    # Both are said, in another order.
    ("出口萎縮 9%，進口萎縮 14%。", "Imports shrank 14 percent and exports 9 percent."),
    (
        "罷工未必能提高工資，卻無疑會損害產業。",
        "A strike may not lift wages but will certainly hurt industry.",
    ),
    ("後者的產能遠高於前者。", "The latter's capacity far exceeds that of the former."),
    ("央行暫停升息。", "The central bank paused its rate increases."),
    ("台灣有事就是日本有事。", "A Taiwan contingency is a Japan contingency."),
    ("公司虧損大幅減少。", "The company's losses shrank sharply."),
    ("難度不小。", "It is no small challenge."),
    ("买卖双方签署合同。", "Buyer and seller signed the contract."),
    (
        "降低對中國的依賴，提高自製率。",
        "Reduce dependence on China and raise the rate of domestic production.",
    ),
    ("新舊系統並存。", "Old and new systems coexist."),
    (
        "長期以來，短程飛彈一直是軍方的弱點。",
        "Short-range missiles have long been a weakness of the military.",
    ),
    ("南北韓恢復通話。", "North and South Korea resumed calls."),
    (
        "開戰以來已有上千人死亡，倖存者不多。",
        "More than a thousand people have died since the war began; few survived.",
    ),
    ("上漲近兩倍。", "Prices nearly tripled."),
    ("该公司扭亏为盈。", "The company returned to profit."),
    ("內需疲軟，外需強勁。", "Domestic demand was weak and foreign demand strong."),
    ("供過於求導致價格下滑。", "Oversupply drove prices down."),
    ("取消關稅以增加進口。", "Tariffs were lifted to increase imports."),
    ("政府解除禁令，允許出口。", "The government lifted the ban and allowed exports."),
    (
        "首批部隊於月底抵達，最後一批於年初離開。",
        "The first troops arrived at the end of the month; the last left early in the year.",
    ),
    # Right though it looks different.
    (
        "克欽邦的礦源遠不像外界以為的那樣容易替代。",
        "Kachin State's ore is much harder to replace than outsiders assume.",
    ),
    ("理由是其曲解法律且成效不彰。", "It was called a misreading of the law and ineffective to boot."),
    (
        "該機制每年可帶來約21億歐元收入，歐洲議會呼籲將等額資金用於協助減排。",
        "It could bring in €2.1 billion a year; Parliament wants as much spent on cutting emissions.",
    ),
    ("匯率不再上升。", "The exchange rate is no longer rising."),
    ("通膨不如預期般降溫。", "Inflation stayed hotter than expected."),
    ("投資人信心不足。", "Investors were doubtful."),
    ("漲勢收斂。", "The gains narrowed."),
    ("出口跌幅收窄，進口升幅擴大。", "The fall in exports narrowed and the rise in imports widened."),
    ("兩國緊張局勢趨緩。", "Tensions between the two eased."),
    ("政府放寬限制，企業增聘員工。", "The government eased restrictions and firms took on staff."),
    ("央行暫緩降息。", "The central bank put off its rate cut."),
    ("通膨升溫削弱了降息的理由。", "Rising inflation weakened the case for a rate cut."),
    ("進度落後於預期。", "Progress was slower than expected."),
    (
        "公司縮減人力，提高自動化比例。",
        "The company trimmed its workforce and raised the share of automation.",
    ),
    ("此舉旨在遏制資本外流。", "The move is meant to keep capital at home."),
    ("失業率不升反降。", "Unemployment fell instead of rising."),
    ("減碳成本上升，需求走弱。", "As the cost of cutting carbon rose, demand softened."),
    ("美方取消加徵關稅的計畫。", "Washington dropped its plan to raise tariffs."),
    ("反對黨批評政府減稅力度不夠。", "The opposition faulted the government for too small a tax cut."),
    ("部隊從邊境後撤，以緩和緊張。", "Troops pulled back from the border to ease tensions."),
    (
        "地緣政治風險推升油價，抵銷需求下滑的影響。",
        "Geopolitical risk drove up oil prices, offsetting weaker demand.",
    ),
    ("新台幣升值壓縮出口商利潤。", "A stronger New Taiwan dollar squeezed exporters' margins."),
    ("他拒絕下台。", "He refused to step down."),
    ("法院撤銷禁令。", "The court lifted the ban."),
    ("工廠關閉後，當地空氣改善。", "Local air got better once the plant closed."),
    (
        "該國從石油淨出口國變為淨進口國。",
        "The country went from being a net exporter of oil to a net importer.",
    ),
    ("發射推遲至年底。", "The launch was put off until late in the year."),
    ("庫存低於五年均值。", "Inventories are below the five-year average."),
    ("庫存未回升至往年水準。", "Inventories have stayed below the level of past years."),
    ("太空船分離後再次對接。", "The craft docked again after separating."),
    ("成長放緩但未衰退。", "Growth slowed, but there was no recession."),
    ("海軍一艘退役艦改作訓練用。", "A decommissioned ship of the navy was put to use for training."),
    ("利率決策前夕，日圓走強。", "The yen firmed on the eve of the rate decision."),
    ("病例數連續下降，醫院解除管制。", "Cases kept falling and the hospital lifted its controls."),
    ("卸任總統獲釋。", "The former president was freed."),
    ("貸款利率下調，借款人負擔減輕。", "Loan rates came down, lightening the load on borrowers."),
    (
        "中國擴大內需，降低對出口的依賴。",
        "China is expanding domestic demand and reducing its reliance on exports.",
    ),
    ("石油需求見頂回落。", "Oil demand peaked and then fell."),
    ("兩國都未讓步，談判陷入僵局。", "Neither side gave way and the talks stalled."),
    ("該行看淡後市，建議減持。", "The bank is gloomy about the market and advises cutting holdings."),
    ("缺工迫使農場提高工資。", "Labor shortages forced farms to raise wages."),
    ("中東局勢降溫，油價回落。", "Oil prices eased as the Middle East calmed."),
    (
        "上半年虧損擴大，下半年可望轉盈。",
        "Losses widened in the first half; a profit is likely in the second.",
    ),
    ("美國擴大對俄制裁，盟友卻步。", "The United States widened sanctions on Russia as allies held back."),
    ("禁令生效後，進口量驟減。", "Imports plunged after the ban took effect."),
    ("兩家公司合併後裁員。", "The two firms laid off staff after merging."),
    ("公投過關，修憲案生效。", "The referendum passed and the amendment took effect."),
    ("水庫水位偏低，上游降雨不足。", "Reservoir levels are low for want of rain upstream."),
    ("軍方打開通道供平民撤離。", "The military opened a corridor for civilians to leave."),
    ("新規上路後，事故減少三成。", "Accidents fell 30 percent after the new rules took effect."),
    ("該島人口外流嚴重，學校紛紛關閉。", "With people leaving the island in droves, schools have closed."),
    ("對抗升級風險下降。", "The risk of escalation has receded."),
    ("央行升息腳步放慢。", "The central bank raised rates more slowly."),
    ("價格戰壓低毛利。", "A price war drove margins down."),
    ("國會否決撤軍案。", "Congress voted down a bill to withdraw troops."),
    ("他說，公司不會退出中國市場。", "The company will stay in the Chinese market, he said."),
    ("病毒的傳播力增強，但致死率下降。", "The virus spreads more readily but kills fewer people."),
    ("本季獲利下滑，惟仍優於市場預期。", "Profit slid this quarter but still beat forecasts."),
    ("海平面上升，沿岸居民被迫遷離。", "As the sea rises, people on the coast are being forced out."),
    (
        "受惠於亞洲買氣回溫，液化天然氣現貨價格走揚，歐洲庫存則下滑。",
        "Spot LNG prices firmed on a revival of Asian buying while European inventories slid.",
    ),
    (
        "由於邊境管制趨嚴，今年偷渡者大減。",
        "With border controls being tightened, far fewer people have crossed this year.",
    ),
    (
        "該國經常帳赤字擴大，主因是移工匯款減少。",
        "The current-account deficit widened, mainly because migrant workers sent less home.",
    ),
    (
        "海牙仍未放寬限制，該公司營收因而下修。",
        "The Hague has yet to relax its curbs, and the company has cut its revenue forecast.",
    ),
    (
        "利差收窄反映投資人對法國財政的疑慮減輕。",
        "The narrower spread reflects lessened worry among investors about French finances.",
    ),
    ("儘管產量下降，價格上漲使營收增加。", "Though output fell, higher prices lifted revenue."),
    (
        "失業人數增加，央行可能提前降息。",
        "With more people out of work, the central bank may bring forward a rate cut.",
    ),
    ("總理挺過不信任投票。", "The prime minister survived the no-confidence vote."),
    (
        "反對派輸掉選舉後拒絕承認結果。",
        "After losing the election, the opposition refused to accept the result.",
    ),
    ("法院駁回禁令申請，交易得以完成。", "The court refused to block the deal, which went through."),
    ("病床使用率降低，管制可望鬆綁。", "With fewer beds occupied, curbs may be relaxed."),
    ("油價跌破六十美元，壓縮俄國財政空間。", "Oil fell below $60, squeezing Russia's finances."),
    (
        "美國擴大晶片管制，中國廠商加速自主研發。",
        "As the United States widened its chip curbs, Chinese firms stepped up their own research.",
    ),
    ("稅率不變，但起徵點調高。", "Rates stay the same but the threshold goes up."),
    ("缺水迫使農民減少種植面積。", "Water shortages forced farmers to plant less."),
)


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", WRONG, ids=lambda row: row[1])
def test_wrong_is_found(reader, row, reverse):
    (finding,) = reader(check_direction, WRONG, reverse=reverse)[row]
    assert finding.severity >= Severity.MAJOR
    assert finding.confidence >= 0.5
    assert finding.explanation
    assert finding.source[0].text
    assert finding.target[0].text


@pytest.mark.parametrize("reverse", [False, True], ids=["zh-en", "en-zh"])
@pytest.mark.parametrize("row", RIGHT, ids=lambda row: row[1])
def test_right_is_let_pass(reader, row, reverse):
    assert reader(check_direction, RIGHT, reverse=reverse)[row] == []


@pytest.mark.xfail(strict=True, reason="known to be missed")
@pytest.mark.parametrize("row", MISSED, ids=lambda row: row[1])
def test_missed(reader, row):
    assert all(reader(check_direction, MISSED, reverse=reverse)[row] for reverse in (False, True))


def test_many_words_of_one_group_in_a_pair_are_not_weighed(reader):
    told = {count: ("失業率上升。" * count, "Unemployment fell. " * count) for count in (2, 150)}
    found = reader(check_direction, list(told.values()))
    assert [bool(found[told[count]]) for count in (2, 150)] == [True, False]
