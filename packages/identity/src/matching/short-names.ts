// Given names and what people with them are called. Each line is one name in its forms; a form may be in several lines. Names
// that are merely translations of each other are not here: Peter and Pierre are two people more often than one.

const LINES = `
  alexander alex sascha xander sandy|alexandra alex sandra sascha lexi|andreas andi andy andre|andrea andi
  anna anne anni ann annie anja|annette anne anni|anthony tony ant|antonio toni tony|antonia toni tonia
  barbara babs barb bärbel|benjamin ben benni benny|bernhard bernd berni|bernard bernie|birgit gitte biggi
  brigitte gitte biggi|caroline caro carol carrie|catherine cathy kate katie cat|charles charlie chuck chas
  charlotte charlie lotte lotti|christian chris christi|christiane christel chris|christina tina chris christi
  christine tina chris christel|christoph chris stoffel|christopher chris kit topher|claudia claudi|daniel dan danny dani
  daniela dani|david dave davy|deborah debbie deb|dennis denny|dorothea doris thea dora|dorothy dot dottie dolly
  eduard edi ede|edward ed eddie ted ned|eleanor ellie nell nora|elisabeth elli lisa lisbeth elsbeth sissi betty liesl else
  elizabeth liz lizzie beth betty eliza lisa libby|emily em emmy|emma emmi|ernst erni|erwin|eva evi|franziska franzi sissi
  franz franzl|frances fran fanny|francis frank fran|frederick fred freddie|friedrich fritz fred friedel|gabriele gabi gaby
  georg schorsch jörg|george georgie|gerald gerry jerry|gerhard gerd hardi|gertrud gerti trude traudl|gregory greg|günther günni
  hannelore hanne lore|hans hansi|harald harry|harold harry hal|heinrich heinz heini|helene leni lene hella|helen nell nellie
  henry harry hank|herbert bert herbie|hermann|hildegard hilde gard|ingeborg inge|isabella bella isa isabel|jacob jake
  jakob jockel|james jim jimmy jamie|jane janie jenny|janet jan|jennifer jen jenny jenni|jessica jess jessie|joachim jochen achim jo
  johann hans hannes johannes jo|johanna hanna hanne jo|johannes hannes hans jo johann|john johnny jack jon|jonathan jon jonny
  josef sepp jupp joseph|joseph joe joey jo|josephine josi fine jo|joshua josh|judith judy|julia juli jule|justin
  karin|karl karlheinz kalle|karoline caro line|katharina kathi kati katja käthe trina|katherine kathy kate katie kitty kath|kathrin kathi kati
  kenneth ken kenny|klaus claus|kurt|lawrence larry laurie|leonard leo len lenny|leonhard leo hardi|leopold poldi leo|ludwig lutz wiggerl
  magdalena magda lena leni|manfred manni fred|margaret maggie meg peggy marge greta|margarete grete gretel greta margret rita
  maria mia mitzi marie mary|marianne|marion|markus mark|martin|martina tina|mary molly polly|matthew matt|matthias matze mathis hias
  maximilian max maxi|melanie mel melli|michael mike mick mickey michi micha michel|michaela micha michi ela|monika moni
  natalie nat|nathaniel nate nat|nicholas nick nicky|nicole nicki nic|nikolaus klaus niko nick|olivia liv livvy|oliver olli ollie
  patricia pat patty trish tricia|patrick pat paddy|paul paulie|pauline paula|peter pete|philip phil pip|philipp phil|rainer
  rebecca becky becca|regina gina regine|reinhard reini hardi|richard rick dick rich ricky richie|robert bob bobby rob robbie bert|roland rolli
  ronald ron ronnie|rosemarie rosi rose|rudolf rudi rolf|samantha sam sammy|samuel sam sammy|sarah sally sadie|sebastian basti bastian seb
  siegfried sigi siggi|sigrid sigi siri|silvia|simon si|stefan steffen steff|stefanie steffi|stephanie steph stephie|stephen steve steph|steven steve
  susan sue susie suzy|susanne susi sanne|sylvia|theodor theo|theodore ted theo teddy|theresa tess terry tessa|therese resi theres
  thomas tom tommy thom|timothy tim timmy|tobias tobi|ulrich uli ulli|ulrike uli rike ulli|ursula uschi ursel ulla|valentin|veronika vroni vera
  victoria vicky tori|viktoria vicky|vincent vince vinny|walter walt|werner|wilhelm willi helm wim|wilhelmine mina minna|william will bill billy willy liam
  wolfgang wolf wolfi|zachary zach zac`

const GROUPS = groups()

function groups(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  // As `nameForm` writes them.
  const plain = LINES.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')
  plain.split(/[|\n]/).forEach((line, number) => {
    for (const name of line.trim().split(/\s+/)) {
      if (name === '') continue
      const known = found.get(name)
      if (known === undefined) found.set(name, [number])
      else known.push(number)
    }
  })
  return found
}

/** Whether the two are forms of one given name (`liz` and `elizabeth`). Names as `nameForm` writes them, one word each. */
export function isShortFor(a: string, b: string): boolean {
  const ofA = GROUPS.get(a)
  return ofA !== undefined && (GROUPS.get(b)?.some((group) => ofA.includes(group)) ?? false)
}
