import type { StaffText, WrittenText, WrittenTexts } from './writtenTexts.ts'

/**
 * Pages for advisors, to be read during a call: help, never a script. Each has two texts of the book `knowledge`, its title and what it
 * says, and both have versions (server/record/writtenTexts.ts). A page without a title is taken away; what it said can still be read.
 */
export interface KnowledgePage {
  /** Ours, or random for one that supervisors have added. */
  readonly id: string
  readonly title: StaffText
  /** Paragraphs with an empty line between them; lines that begin with a hyphen are a list. Empty: nothing has been written yet. */
  readonly text: StaffText
  /** The newest that somebody here has written; undefined for what came with Lyhörd. */
  readonly written: { readonly title: WrittenText | undefined; readonly text: WrittenText | undefined }
}

/**
 * What pages begin with: our own wording of what the sources say of crises, of talks and of partner contact, for supervisors to go through.
 * That a single call differs from a series of meetings is a fact of the sources; how is told by none, so that page waits for its words.
 */
export const SHIPPED_PAGES: readonly Pick<KnowledgePage, 'id' | 'title' | 'text'>[] = [
  {
    id: 'in-call',
    title: { sv: 'Stöd i samtalet', en: 'Support in the call' },
    text: {
      sv: `Utkast: den som leder linjen ska gå igenom texten innan den används. Den är en hjälp, aldrig ett manus.

När någon är i kris
- Är någon i fara nu? Finns barn i närheten? Ring 112 vid fara.
- Vanliga skäl att ringa just då: det första fysiska våldet, grövre våld än förut, eller att partnern talar om att separera.
- Fråga vad som behövs för att ingen ska komma till skada i dag, och vem personen kan ta hjälp av.

I samtalet
- Öppna frågor, bekräftelse, att spegla och att sammanfatta. Utan att döma.
- Samtalet är ett enda, inte en serie: stöd nu, och ett steg vidare till en verksamhet nära om det passar.
- Många är rädda att barnen ska tas ifrån dem om de söker hjälp. Säg vad socialtjänsten kan ge för stöd.

Om partnerkontakt

Verksamheter som arbetar med partnerkontakt erbjuder den som är utsatt en riskbedömning, en genomgång av våldet och information om stöd och om behandlingen. Linjen själv sparar inga uppgifter om partner.`,
      en: `Draft: whoever leads the line is to go through the text before it is used. It is a help, never a script.

When somebody is in a crisis
- Is anybody in danger now? Are there children nearby? Call 112 when there is danger.
- Usual reasons to call just then: the first physical violence, worse violence than before, or a partner who speaks of separating.
- Ask what is needed so that nobody comes to harm today, and whom the person can turn to.

In the call
- Open questions, affirmation, reflecting and summing up. Without judging.
- The call is a single one, not a series: support now, and a step on to a service nearby if that suits.
- Many are afraid that their children will be taken from them if they seek help. Say what support social services can give.

About partner contact

Services that work with partner contact offer the person who is exposed an assessment of risk, a review of the violence, and information about support and about the treatment. The line itself keeps nothing about partners.`,
    },
  },
  {
    id: 'single-call',
    title: { sv: 'Hur ett enda samtal skiljer sig från en serie möten', en: 'How a single call differs from a series of meetings' },
    text: { sv: '', en: '' },
  },
]

/** Ids of a page's two texts. */
export const titleOf = (page: string): string => `${page}.title`
export const bodyOf = (page: string): string => `${page}.text`
const TEXT_ID = /^[a-z0-9-]{1,40}\.(?:title|text)$/

/** Whether an id is one of a page's texts. */
export const isKnowledgeText = (id: string): boolean => TEXT_ID.test(id)

export const isEmpty = ({ sv, en }: StaffText): boolean => sv === '' && en === ''

/** All pages, those that came with Lyhörd first and the others by their titles; also those without a title. */
export function pagesOf(written: WrittenTexts): KnowledgePage[] {
  const shipped = SHIPPED_PAGES.map(({ id }) => id)
  const own = new Set(Object.keys(written).map((id) => id.slice(0, id.lastIndexOf('.'))))
  const page = (id: string): KnowledgePage => {
    const first = SHIPPED_PAGES.find((one) => one.id === id)
    const [title, text] = [written[titleOf(id)], written[bodyOf(id)]]
    const none: StaffText = { sv: '', en: '' }
    return { id, title: title ?? first?.title ?? none, text: text ?? first?.text ?? none, written: { title, text } }
  }
  const added = [...own].filter((id) => !shipped.includes(id)).map(page)
  return [...shipped.map(page), ...added.toSorted((a, b) => a.title.sv.localeCompare(b.title.sv, 'sv') || (a.id < b.id ? -1 : 1))]
}

/** A part of a page's text. */
export type TextPart =
  | { readonly is: 'paragraph'; readonly lines: readonly string[] }
  | { readonly is: 'list'; readonly items: readonly string[] }

/** A text in its paragraphs and lists, in order. Nothing of it is markup: whoever shows it shows text. */
export function partsOf(text: string): TextPart[] {
  const parts: ({ is: 'paragraph'; lines: string[] } | { is: 'list'; items: string[] })[] = []
  let before = ''
  for (const line of text.split('\n').map((each) => each.trim())) {
    const item = /^[-–•]\s+(\S.*)$/.exec(line)?.[1]
    const last = before === '' ? undefined : parts.at(-1)
    if (item !== undefined)
      if (last?.is === 'list') last.items.push(item)
      else parts.push({ is: 'list', items: [item] })
    else if (line !== '')
      if (last?.is === 'paragraph') last.lines.push(line)
      else parts.push({ is: 'paragraph', lines: [line] })
    before = line
  }
  return parts
}
