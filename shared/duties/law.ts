/** What a provision is about, as the guidance needs it. */
export const LAW_TOPICS = ['reportChild', 'giveInformation', 'discloseCrime', 'necessity', 'confidentiality', 'noSearching'] as const
export type LawTopic = (typeof LAW_TOPICS)[number]

/** A reference to the law, as supervisors and lawyers keep it. Texts are in Swedish, as the law is. */
export interface LawText {
  /** Ours, and unchanged through the versions. */
  readonly id: string
  readonly topic: LawTopic
  /** The act with its number. */
  readonly act: string
  /** Such as 14 kap. 1 §; empty while nobody has made sure. */
  readonly provision: string
  /** First and last day on which it holds, YYYY-MM-DD; null for not limited, or not known. */
  readonly from: string | null
  readonly until: string | null
  /** Where it is from, and when that was read or written: YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly source: string
  readonly sourceDate: string
  readonly note: string
}

/** `confirmed`: by somebody whose account is marked as a lawyer's, exactly as it stands; null until then. */
export interface Law extends LawText {
  readonly confirmed: { readonly by: string; readonly at: number } | null
}

const STUDY = 'Sammanfattning av rättslig utredning av JP Infonet AB, i Länsstyrelsen i Stockholms rapport'

const plain = (law: Pick<LawText, 'id' | 'topic' | 'act'> & Partial<LawText>): LawText => ({
  ...{ provision: '', from: null, until: null, source: STUDY, sourceDate: '2019', note: '' },
  ...law,
})

/** What the guidance begins with. No section is stated that the sources do not state: those are empty, and a lawyer fills them in. */
export const SHIPPED_LAWS: readonly LawText[] = [
  plain({
    ...{
      id: 'report-child-2001',
      topic: 'reportChild',
      act: 'Socialtjänstlagen (2001:453)',
      provision: '14 kap. 1 §',
      until: '2025-06-30',
    },
    note: 'Gällde när linjen startade. Lagen är ersatt.',
  }),
  plain({
    ...{ id: 'report-child-2025', topic: 'reportChild', act: 'Socialtjänstlagen (2025:400)', from: '2025-07-01' },
    ...{ source: 'Uppgift i kravunderlaget, inte kontrollerad mot lagtexten', sourceDate: '2025' },
    note: 'Anmälningsskyldigheten finns nu i den här lagen. Paragrafen tros vara 19 kap. 1 §, men det är inte kontrollerat, och inte heller senare ändringar.',
  }),
  plain({ id: 'give-information', topic: 'giveInformation', act: 'Socialtjänstlagen', note: 'Paragrafen anges inte i källan.' }),
  plain({ id: 'disclose-crime', topic: 'discloseCrime', act: 'Brottsbalken', provision: '23 kap. 6 §' }),
  plain({ id: 'necessity', topic: 'necessity', act: 'Brottsbalken', note: 'Nödrätt. Paragrafen anges inte i källan.' }),
  plain({
    id: 'confidentiality',
    topic: 'confidentiality',
    act: 'Tystnadsplikt',
    note: 'Källan anger inte vilken bestämmelse som gäller för linjen.',
  }),
  plain({ id: 'no-searching', topic: 'noSearching', act: 'Dataskyddsförordningen (GDPR)', note: 'Artikeln anges inte i källan.' }),
]

/** The laws on these topics that hold on a day, YYYY-MM-DD. */
export function lawsOn<L extends LawText>(laws: readonly L[], topics: readonly LawTopic[], day: string): L[] {
  return laws.filter(
    ({ topic, from, until }) => topics.includes(topic) && (from === null || from <= day) && (until === null || day <= until),
  )
}

/** Whether two say the same; who has confirmed them plays no part. */
export const sameLaw = (one: LawText, other: LawText): boolean => LAW_FACTS.every((fact) => one[fact] === other[fact])

const LAW_FACTS = Object.keys(plain({ id: '', topic: 'reportChild', act: '' })) as (keyof LawText)[]

export interface DutyRules {
  /** Days that a report is kept after it was sent, and one that was not sent after it was made. */
  readonly keepSentDays: number
  readonly keepUnsentDays: number
}

/** What the sources leave to the operator, as it is until somebody decides. */
export const PLAIN_RULES: DutyRules = { keepSentDays: 30, keepUnsentDays: 90 }
export const MOST_KEEP_DAYS = 365

/** How long is kept who has read a report, after the report itself is erased. */
export const KEEP_READINGS_DAYS = 365

export interface NewDutySettings extends DutyRules {
  readonly laws: readonly LawText[]
  /** What it was made from; `changedMeanwhile` when another one is there. */
  readonly version: number
}

export interface DutySettings extends DutyRules {
  readonly version: number
  readonly laws: readonly Law[]
}

/** One version of the settings, and who made it; null for what came with Lyhörd. */
export interface DutyVersion extends DutySettings {
  readonly at: number | null
  readonly by: string | null
  readonly way: 'shipped' | 'changed' | 'confirmed'
}
