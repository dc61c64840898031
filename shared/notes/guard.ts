/** What in a note could point at a person. Where two lie over each other, the first of these is told. */
export const FINDING_KINDS = ['identityNumber', 'email', 'phone', 'address', 'name'] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

export interface Finding {
  readonly kind: FindingKind
  /** Where it begins, and where it has ended: offsets in the text. */
  readonly from: number
  readonly to: number
}

/**
 * What in a note in Swedish or English could point at a person, in the order of the text; none lies over another. A help, not a proof: it
 * cannot know a name without a word that leads to one, nor an unusual event. How much it finds of a labelled set is told by guard.test.ts.
 */
export function findingsIn(text: string): Finding[] {
  const found: Finding[] = []
  const taken = new Uint8Array(text.length)
  for (const kind of FINDING_KINDS)
    for (const { from, to } of FINDERS[kind](text)) {
      if (taken.subarray(from, to).includes(1)) continue
      taken.fill(1, from, to)
      found.push({ kind, from, to })
    }
  return found.sort((a, b) => a.from - b.from)
}

/** The text with these parts, which must not lie over each other, as a mark of what was left out. */
export function withoutFindings(text: string, findings: readonly Finding[]): string {
  const ordered = [...findings].sort((a, b) => a.from - b.from)
  return [...ordered.map(({ from }, index) => text.slice(ordered[index - 1]?.to ?? 0, from)), text.slice(ordered.at(-1)?.to ?? 0)].join('…')
}

type Span = { readonly from: number; readonly to: number }

/** Every match of the group `it`, or of the whole, that `holds`. The expression must be global and have indices. */
function spansOf(text: string, expression: RegExp, holds: (match: string) => boolean = () => true): Span[] {
  return [...text.matchAll(expression)].flatMap((match) => {
    const [from, to] = match.indices?.groups?.it ?? [match.index, match.index + match[0].length]
    return holds(text.slice(from, to)) ? [{ from, to }] : []
  })
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

// Swedish personal identity numbers and coordination numbers, whose day has 60 added (Act 1991:481, section 18; Skatteverket, SKV 704 and 707)
const IDENTITY = /(?<![\d+])(?:(?:18|19|20)[ -]?)?\d{2}[ -]?\d{2}[ -]?\d{2}[ ]?[-+ ]?[ ]?\d{4}(?!\d)/dg
const HIDDEN_IDENTITY = /(?<!\d)(?:(?:19|20)\d{2}|\d{2})(?:0[1-9]|1[0-2])(?:[0-3]|[6-9])\d ?[-+] ?(?=[\dx*]*[x*])[\dx*]{4}/dgi

/** With a sign before the last four any possible date will do, for a slip of the keys points at somebody too; without one the check digit must be right. */
function isIdentity(text: string): boolean {
  const ten = digitsOf(text).slice(-10)
  const day = Number(ten.slice(4, 6)) % 60
  const month = Number(ten.slice(2, 4))
  if (month < 1 || month > 12 || day < 1 || day > 31 || Number(ten.slice(4, 6)) > 91) return false
  return hasCheckDigit(ten) || /^(?:\d{2})?\d{6}[-+]\d{4}$/.test(text)
}

/** The last digit is the check digit of those before it (Luhn). */
export function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

const INTERNATIONAL = /(?<![\d+])(?:\+|00(?=[ ]?[1-9]))(?:[ \-/().]{0,3}\d){7,15}(?!\d)/dg
const NATIONAL = /(?<![\d.,:])\(?0(?:[ \-–/().]{0,3}\d){6,11}(?!\d)/dg
const AFTER_WORD =
  /\b(?:tel|telefon|telefonnummer|telefonnumret|mobil|mobilnummer|numret|nummer|nr|ring|ringer|nås på|phone|mobile|cell|number|call)\b[ .:]*(?:är |på |is |at |on )?(?<it>[1-9](?:[ -]?\d){5,10})(?!\d)/dgi
const WORD = '(?:noll|ett|två|tva|tre|fyra|fem|sex|sju|åtta|atta|nio|zero|oh|one|two|three|four|five|six|seven|eight|nine)'
const SPELLED = new RegExp(`(?<!\\p{L})${WORD}(?:[ ,-]+${WORD}){5,}(?!\\p{L})`, 'dgiu')

/** No person's: free of charge, shared cost, and what only looks like a number. */
function isPhone(text: string): boolean {
  const digits = digitsOf(text).replace(/^(?:0046|46(?=\d{7,}))/, '0')
  if (/^(?:020|0200|0771|0770|0774|0775|0776|0778)/.test(digits)) return false
  if (/^([01]\d|2[0-4])[.:]?[0-5]\d\s*[-–]\s*([01]\d|2[0-4])[.:]?[0-5]\d$/.test(text.trim())) return false
  return !/^(?:0[1-9]|[12]\d|3[01])[-/. ](?:0[1-9]|1[0-2])[-/. ](?:19|20)\d{2}$/.test(text.trim())
}

/** An address before its sign, and from there on. Apart, for a text of nothing but the first would be gone through from each of its letters. */
const MAILBOX = /[\p{L}\d._%+-]+/giu
const AT_DOMAIN =
  / ?(?:@|\(at\)|\[at\]| snabel-?a | at (?=[\p{L}\d-]+(?: dot |\.)\p{L}))[ ]?[\p{L}\d-]+(?: ?(?:\.| punkt | dot ) ?[\p{L}\d-]{2,})+/iuy

/** Addresses of e-mail, also such as are written to be read aloud. */
export function emailsIn(text: string): Span[] {
  const found: Span[] = []
  MAILBOX.lastIndex = 0
  for (let match = MAILBOX.exec(text); match; match = MAILBOX.exec(text)) {
    AT_DOMAIN.lastIndex = MAILBOX.lastIndex
    if (!AT_DOMAIN.test(text)) continue
    found.push({ from: match.index, to: AT_DOMAIN.lastIndex })
    MAILBOX.lastIndex = AT_DOMAIN.lastIndex
  }
  return found
}

const STREET =
  '(?:gatan|gata|vägen|vagen|gränd|gränden|stigen|torget|allén|allen|backen|leden|slingan|kajen|esplanaden|stråket|brinken|ringen|höjden|grand)'
const NUMBERED = new RegExp(
  `(?<!\\p{L})(?:(?:Stora|Lilla|Norra|Södra|Östra|Västra|Gamla|Nya) )?\\p{L}{2,}${STREET} (?:nr\\.? )?\\d{1,3}(?!\\d)(?: ?[A-Ha-h](?!\\p{L}))?`,
  'dgiu',
)
const TWO_WORDS = /(?<!\p{L})\p{Lu}\p{Ll}+(?:s|a)? (?:väg|gata|gränd|torg|plan|allé) \d{1,3}(?!\d)/dgu
const PLAN = /(?<!\p{L})\p{Lu}\p{Ll}+plan \d{1,3}(?!\d)/dgu
const LIVES_AT = new RegExp(
  `(?:bor (?:på|i)|adressen är|adress:?|flyttat till|lives (?:on|at|in)|address(?: is|:)?)[ ](?<it>\\p{Lu}\\p{L}*${STREET})(?!\\p{L})`,
  'dgiu',
)
const ENGLISH = /(?<!\d)\d{1,4} \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)? (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Square|Terrace)\b/dgu
const POSTAL = /(?<!\d)(?<!\d )\d{3} ?\d{2} \p{Lu}\p{Ll}{2,}/dgu
const FLAT = /(?<!\p{L})(?:lgh|lägenhet(?:snummer)?|apartment|flat) (?:nr\.? )?\d{1,4}(?!\d)/dgiu
const NO_STREET = /(?:handlings|behandlings|vård|säkerhets|genomförande|kris|dags|vecko|aktivitets|ekonomi|affärs)plan/i

/** Words whose first letter may be a capital one. */
function begun(words: string): string {
  return words.replace(/(?<=^|\|)\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)
}

const NAME = "\\p{Lu}[\\p{L}'’-]*\\p{Ll}(?:[ -]\\p{Lu}[\\p{L}'’-]*\\p{Ll})*"
const ANY_NAME = "\\p{L}[\\p{L}'’-]+(?: \\p{Lu}[\\p{L}'’-]*\\p{Ll})*"
/** What leads to a name whatever its letters; what follows is none when it is a word such as inte. */
const NAMED = new RegExp(
  `(?<!\\p{L})(?:${begun("heter|hette|kallas för|kallas|döpt till|vid namn|namnet är|namn är|namn:|my name is|name is|name was|name's|named|goes by")})[ ]+(?:sig )?(?<it>${ANY_NAME})`,
  'dgu',
)
const CALLED = new RegExp(
  `(?<!\\p{L})(?:${begun("is called|was called|called|this is|det är|här är|jag är|i am|i'm|signed|hälsar|mvh|undertecknat")})[ ,:]+(?<it>${NAME})`,
  'dgu',
)
const KIN =
  'fru|frun|hustru|hustrun|man|mannen|sambo|sambon|partner|partnern|flickvän|flickvännen|pojkvän|pojkvännen|exfru|exman|exet|ex|son|sonen|dotter|dottern|barnet|barnen|bror|brodern|syster|systern|mamma|mamman|pappa|pappan|mor|far|vän|vännen|kollega|kollegan|chef|chefen|granne|grannen|kusin|kusinen|svärmor|svärfar|handläggare|handläggaren|terapeut|terapeuten|läkare|läkaren|lärare|läraren|wife|husband|girlfriend|boyfriend|daughter|child|children|kids|brother|sister|mother|father|mum|mom|dad|friend|colleague|boss|neighbour|cousin|ex-wife|ex-husband|therapist|doctor|teacher'
const KIN_NAMED = new RegExp(`(?<!\\p{L})(?:${begun(KIN)})[ ,]+(?<it>${NAME})`, 'dgu')
const TITLED = new RegExp(`(?<!\\p{L})(?:Mr|Mrs|Ms|Miss|Dr|Doktor|Herr|Fru|Fröken)\\.? (?<it>${NAME})`, 'dgu')
const SURNAMED =
  /(?<!\p{L})(?:\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?) \p{Lu}\p{Ll}+(?:sson|ström|berg|gren|lund|qvist|kvist|dahl|stedt|blad|blom|gård|stam|lind|holm)(?!\p{L})/dgu

const NOT_NAMES = new Set(
  `inte det så som något någonting vad hur samma också ju egentligen den de han hon jag vi att alltså numera likadant i på till en ett förresten faktiskt
  ibland ofta alltid aldrig hem in upp av med mamma pappa idiot elak
  ingenting bara nog väl för annorlunda olika vill kan är sin not it the that a an what so something nothing after only in for by as is was to and och eller
  polisen polis socialtjänsten socialen kriminalvården försäkringskassan arbetsförmedlingen psykiatrin akuten kommunen linjen migrationsverket
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
  swedish english arabic kurdish persian spanish bosnian somali svenska stockholm göteborg malmö uppsala sverige sweden skåne
  jag he she they we you i my his her efter innan när men sedan idag igår imorgon social police child mansmottagningen kvinnojouren alkoholist psykolog`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

const isName = (text: string): boolean => !NOT_NAMES.has((text.split(/[ -]/)[0] ?? '').toLowerCase()) && text.length > 1

const FINDERS: Readonly<Record<FindingKind, (text: string) => Span[]>> = {
  identityNumber: (text) => [...spansOf(text, IDENTITY, isIdentity), ...spansOf(text, HIDDEN_IDENTITY)],
  email: emailsIn,
  phone: (text) => [INTERNATIONAL, NATIONAL, AFTER_WORD, SPELLED].flatMap((expression) => spansOf(text, expression, isPhone)),
  address: (text) => [
    ...[NUMBERED, TWO_WORDS, LIVES_AT, ENGLISH, POSTAL, FLAT].flatMap((expression) => spansOf(text, expression)),
    ...spansOf(text, PLAN, (match) => !NO_STREET.test(match)),
  ],
  name: (text) => [NAMED, CALLED, KIN_NAMED, TITLED, SURNAMED].flatMap((expression) => spansOf(text, expression, isName)),
}
