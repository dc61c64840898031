import type { Line } from '../../shared/floor/model.ts'
import { takesMessages } from '../../shared/floor/service.ts'
import type { PublicLine } from '../../shared/http.ts'
import { LANGUAGE_TAGS } from '../../shared/languages.ts'
import { clockText, closedText, idleText, placeOfZone } from '../../shared/openingText.ts'
import { openingWords } from '../../shared/openingWords.ts'
import type { Service } from '../../shared/services/service.ts'
import { directionOf, escaped, type PlainAssets, plainPage } from '../plain/page.ts'
import { OWN_NAMES, plainWords } from '../plain/words.ts'
import { textToRead } from '../prompts/texts.ts'
import { type HoursRow, otherRows, weekRows } from './hoursList.ts'
import { aboutWords } from './words.ts'

/** The languages that the page is written in. */
export const SPOKEN = ['sv', 'en'] as const

/** What every page about a line is made of. */
export interface AboutFrame {
  readonly language: (typeof SPOKEN)[number]
  /** What comes after `/about`, `/call` and `/survey`: empty, or `/LINE`. */
  readonly rest: string
  readonly assets: PlainAssets
}

/** A line as it is now; `now` in ms since 1970. */
export interface AboutLine {
  readonly line: Line
  readonly known: PublicLine
  /** Other help, for those who are subjected to violence. */
  readonly elsewhere: readonly Service[]
  readonly now: number
}

/** The page about a line: what can be known before a call, and after it. */
export function aboutPage(frame: AboutFrame, about: AboutLine): string {
  const words = { ...plainWords[frame.language], ...aboutWords[frame.language] }
  const { line } = about
  const { languageMenu, languages, interpreters, voicemail } = line.service
  const names = languages.map((each) => `<bdi lang="${LANGUAGE_TAGS[each]}">${escaped(OWN_NAMES[each])}</bdi>`).join(', ')
  const anonymous = [...words.anonymous, ...(takesMessages(line.service) ? [words.message(voicemail.keepDays)] : [])]
  return page(
    frame,
    `<h1>${escaped(line.name)}</h1>
${paragraph(line.greeting === '' ? words.what : line.greeting)}
${paragraph(words.lead)}
${callPanel(frame, about)}
${otherTongues(line)}
${hoursSection(frame, about)}
${section(words.whoTitle, list(words.who), paragraph(words.everybody))}
${section(words.subjectedTitle, elsewhereList(frame, about.elsewhere), paragraph(words.socialServices))}
${section(
  words.stepsTitle,
  `<ol>${words.steps.map((step) => `<li>${escaped(step)}</li>`).join('')}</ol>`,
  paragraph(words.support),
  languageMenu && languages.length > 1 ? `<p>${words.menu(names)}</p>` : '',
  interpreters.length > 0 ? paragraph(words.interpreter) : '',
)}
${section(words.anonymousTitle, list(anonymous))}
${section(words.limitsTitle, list(words.limits))}
${section(words.dutyTitle, ...words.duty.map(paragraph))}
${section(
  words.violenceTitle,
  ...words.violence.map(paragraph),
  `<dl class="about__kinds">${words.kinds.map(([kind = '', what = '']) => `<div><dt>${escaped(kind)}</dt><dd>${escaped(what)}</dd></div>`).join('')}</dl>`,
  paragraph(words.honour),
  paragraph(words.recognise),
)}
${section(words.partnerTitle, ...words.partner.map(paragraph))}
${section(words.surveyTitle, paragraph(words.survey), `<p>${link(`/survey${frame.rest}?lang=${frame.language}`, words.toSurvey)}</p>`)}`,
  )
}

/** What is said where the address names no line of ours; `first`: there is a line that it could have meant. */
export function missingPage(frame: AboutFrame, first: boolean): string {
  const words = aboutWords[frame.language]
  const home = first ? `<p>${link(`/about?lang=${frame.language}`, words.toFirst)}</p>` : ''
  return page(frame, `<h1>${escaped(words.missingTitle)}</h1>${paragraph(words.missing)}${home}${danger(frame)}`)
}

function page({ language, rest, assets }: AboutFrame, main: string): string {
  return plainPage({
    ...{ language, assets, main, title: aboutWords[language].title, languages: SPOKEN },
    addressIn: (each) => `/about${rest}?lang=${each}`,
  })
}

/** Whether the line is open, in the words of the page from which one calls, and the ways to call it. */
function callPanel(frame: AboutFrame, { line, known, now }: AboutLine): string {
  const { language, rest } = frame
  const words = aboutWords[language]
  const status = idleText(known, now, { language, timeZone: line.timeZone }) ?? words.alwaysOpen
  return `<section class="call__panel" aria-label="${escaped(words.callTitle)}">
<div>
<p class="call__status" data-testid="about-status" data-open="${known.open}">${escaped(status)}</p>
<p class="muted">${escaped(words.asOf(clockText(now, line.timeZone, language)))}</p>
</div>
${known.open ? '' : paragraph(closedText(known, language))}
${line.number === '' ? '' : `<p class="about__number">${escaped(words.number)}: ${telephone(line.number)}</p>`}
<p class="about__web">${link(`/call${rest}?lang=${language}`, words.call, `button${known.open ? ' button--primary' : ''}`)}</p>
${danger(frame)}
</section>`
}

const danger = ({ language }: AboutFrame): string => `<p>${link('tel:112', openingWords[language].danger)}</p>`

function hoursSection({ language }: AboutFrame, { line, now }: AboutLine): string {
  const words = aboutWords[language]
  const week = weekRows(line, language)
  if (week.length === 0) return ''
  const other = otherRows(line, now, language)
  return section(
    words.hoursTitle,
    table(words.hoursTitle, week, words),
    other.length === 0 ? '' : `<h3>${escaped(words.otherDays)}</h3>${table(words.otherDays, other, words)}`,
    `<p class="muted">${escaped(words.clock(placeOfZone(line.timeZone)))}</p>`,
  )
}

function table(name: string, rows: readonly HoursRow[], words: { readonly day: string; readonly time: string }): string {
  const head = `<thead class="visually-hidden"><tr><th scope="col">${escaped(words.day)}</th><th scope="col">${escaped(words.time)}</th></tr></thead>`
  const body = rows.map(([days, times]) => `<tr><th scope="row">${escaped(days)}</th><td class="tabular">${escaped(times)}</td></tr>`)
  return `<table class="about__hours" aria-label="${escaped(name)}">${head}<tbody>${body.join('')}</tbody></table>`
}

/** Names, numbers and hours as the register has them; its texts are in Swedish. */
function elsewhereList({ language }: AboutFrame, services: readonly Service[]): string {
  const words = aboutWords[language]
  if (services.length === 0) return paragraph(words.subjectedUnknown)
  const items = services.map(({ name, phone, web, hours }) => {
    const facts = [
      phone === '' ? '' : telephone(phone),
      hours === '' ? '' : escaped(hours),
      web === '' ? '' : `<a href="${escaped(web)}" rel="noreferrer">${escaped(web.replace(/^https?:\/\/(?:www\.)?|\/$/g, ''))}</a>`,
    ]
    return `<li><strong>${escaped(name)}</strong>${facts.map((fact) => (fact === '' ? '' : `<br>${fact}`)).join('')}</li>`
  })
  return `${paragraph(words.subjected)}<ul lang="sv">${items.join('')}</ul>`
}

/** What the line says first to callers in its other languages, folded: welcome, what is anonymous, the duty to report, and what to do in danger. */
function otherTongues(line: Line): string {
  const parts = line.service.languages.flatMap((language) => {
    if (SPOKEN.some((known) => known === language)) return []
    const texts = [textToRead('welcome', language, line), textToRead('danger', language, line)]
    const as = `lang="${LANGUAGE_TAGS[language]}" dir="${directionOf(language)}"`
    return [`<details ${as}><summary>${escaped(OWN_NAMES[language])}</summary>${texts.map(paragraph).join('')}</details>`]
  })
  return parts.length === 0 ? '' : `<div class="about__tongues">${parts.join('')}</div>`
}

/** A number as it is written, which a telephone can call. */
const telephone = (number: string): string => `<a class="tabular" href="tel:${number.replace(/\(0\)|[^\d+]/g, '')}">${escaped(number)}</a>`

const section = (title: string, ...parts: string[]): string =>
  `<section class="about__part"><h2>${escaped(title)}</h2>${parts.join('\n')}</section>`
const paragraph = (text: string): string => `<p class="call__lead">${escaped(text)}</p>`
const list = (items: readonly string[]): string => `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
const link = (address: string, text: string, look = ''): string =>
  `<a href="${escaped(address)}"${look === '' ? '' : ` class="${look}"`}>${escaped(text)}</a>`
