import { expect, it } from 'vitest'
import { isEmpty, isKnowledgeText, pagesOf, partsOf, SHIPPED_PAGES } from './knowledge.ts'
import { WRITTEN_MOST, type WrittenText } from './writtenTexts.ts'

const written = (sv: string, en = sv): WrittenText => ({ sv, en, version: 1, at: 0, by: 'Lena' })

it('pages are those that came, with what has been written in their place, and then the others by title', () => {
  const pages = pagesOf({
    'in-call.text': written('Vårt eget'),
    'x-2.title': written('Ö'),
    'x-2.text': written('Sist'),
    'x-1.title': written('Anknytning'),
  })
  expect(pages.map(({ id, title, text }) => [id, title.sv, text.sv])).toEqual([
    ['in-call', 'Stöd i samtalet', 'Vårt eget'],
    ['single-call', 'Hur ett enda samtal skiljer sig från en serie möten', ''],
    ['x-1', 'Anknytning', ''],
    ['x-2', 'Ö', 'Sist'],
  ])
})

it('what no source tells is not told, and what came can be written anew', () => {
  const [first, single] = SHIPPED_PAGES
  expect(single && isEmpty(single.text)).toBe(true)
  for (const text of Object.values(first?.text ?? {})) expect(text.length).toBeLessThanOrEqual(WRITTEN_MOST)
})

it.each([
  ['in-call.text', true],
  ['x-1.title', true],
  ['constructor', false],
  ['in-call.', false],
  ['../x.text', false],
  ['A.text', false],
])('%s is a text of a page: %s', (id, is) => expect(isKnowledgeText(id)).toBe(is))

it('a text is paragraphs and lists, and never markup', () => {
  expect(partsOf('Rubrik\n- ett\n- två\n\n- tre\nefter\nrad två\n\n\n<b>nytt</b> - inte lista\n')).toEqual([
    { is: 'paragraph', lines: ['Rubrik'] },
    { is: 'list', items: ['ett', 'två'] },
    { is: 'list', items: ['tre'] },
    { is: 'paragraph', lines: ['efter', 'rad två'] },
    { is: 'paragraph', lines: ['<b>nytt</b> - inte lista'] },
  ])
  expect(partsOf(' \n')).toEqual([])
})
