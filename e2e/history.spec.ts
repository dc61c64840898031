import type { Page } from '@playwright/test'
import type { Import } from '../shared/imports/imports.ts'
import { callsOf, countsOf } from '../shared/volume/counts.ts'
import type { ReviewMonths } from '../shared/volume/volume.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { NUMBER } from './anonymity/markers.ts'
import { answers, files, pageContents, recordFrames, search } from './anonymity/search.ts'
import { expect, test } from './fixtures.ts'
import { layCable } from './server/cable.ts'
import type { Client } from './server/client.ts'
import { LINE, STAFF } from './server/house.ts'

const CALLER = `0${NUMBER.slice(2)}`

/** Every way to write a time that a Swedish office meets, what is odd, and what cannot be read; the caller's number in each row. */
const ROWS = [
  ['2019-02-04 08:30', '12,5', '0:20:05', 'Ja', 'In', '"skrev; sedan lade på"'],
  ['4/2 2019 09.15', '5', '605', 'Ja', 'In', '"två\r\nrader"'],
  ['04.02.2019 24:00', '40', '', 'Nej', 'In', '"sa ""hej"""'],
  ['20190205 10:00', '3', '', 'Nej', 'In', ''],
  ['43502,5', '7', '1 200', 'Ja', 'In', ''],
  ['2019-03-31 02:30', '7', '300', 'Ja', 'In', ''],
  ['2019-10-27 02:30', '7', '300', 'Ja', 'In', ''],
  ['2019-02-07T08:00:00Z', '7', '300', 'Ja', 'In', ''],
  ['2019-02-04 08:30', '12,5', '0:20:05', 'Ja', 'In', 'samma igen'],
  ['igår kväll', '7', '300', 'Ja', 'In', ''],
  ['2019-02-30 08:00', '7', '300', 'Ja', 'In', ''],
  ['2019-02-08 08:00', '7', '300', 'Ja', 'Ut', ''],
  ['2019-02-08 08:00', '1', 'länge', 'Ja', 'In', ''],
]
const FILE = `\ufeffTid;A-nummer;Väntetid;Samtalstid;Besvarat;Riktning;Anteckning\r\n${ROWS.map(([time, ...rest]) => [time, CALLER, ...rest].join(';')).join('\r\n')}\r\n2019-02-08 08:00;${CALLER}\r\n\r\n`

const choose = (page: Page, label: string, text = FILE) =>
  page.getByLabel(label, { exact: true }).setInputFiles({ name: 'samtal.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
const item = (page: Page) => page.getByRole('article').first()

async function months(lead: Client, from = '2019-02', to = '2019-10') {
  const { lines } = await lead.get<ReviewMonths>(`/api/review/months?from=${from}&to=${to}&lines=${LINE}`)
  return lines[0]?.months ?? []
}

test('an operator’s file comes in without its numbers, is looked at, kept and undone', async ({ server, newWatcher, lead }) => {
  test.setTimeout(90_000)
  const sent: Buffer[] = []
  const cable = await layCable(server.port, (bytes) => sent.push(bytes))
  try {
    const { page, signIn } = await newWatcher({ url: cable.url })
    const frames = recordFrames(page)
    await signIn(STAFF.lead.username)
    await page.goto('/review/history')
    await page.getByRole('button', { name: 'Hämta in samtal ur en fil' }).click()
    await choose(page, 'CSV-fil')

    // What the columns mean is guessed; times that can be read in two ways are not here.
    await expect(page.getByRole('row', { name: /^A-nummer ser ut som telefonnummer/ })).toContainText('telefonnummer släpps')
    await expect(page.getByRole('row', { name: /^2 4 februari 2019/ }), 'the first row is read').toContainText('20:05')
    await expectAccessible(page, 'matching columns')
    await page.getByRole('button', { name: 'Läs in för granskning' }).click()

    await expect(item(page)).toContainText('Att granska: räknas inte än')
    await expect(item(page)).toContainText('Rad 11')
    await expect(item(page)).toContainText('Står mer än en gång i filen, med samma tid, längd och svar: 1')
    for (const note of ['24:00', 'inte fanns', 'två gånger', 'från UTC']) await expect(item(page)).toContainText(note)
    await expectAccessible(page, 'an import to be looked at')
    expect(JSON.stringify(await months(lead)), 'nothing counts yet').not.toContain('phone')
    // A closed page, and a server that dies, lose nothing of it.
    await server.kill()
    await server.start()
    await page.reload()

    await item(page).getByRole('button', { name: 'Behåll' }).click()
    await expect(item(page).getByRole('alert')).toContainText('Kryssa för')
    await item(page).getByLabel('Behåll importen utan rader som inte gick att läsa').check()
    await item(page).getByRole('button', { name: 'Behåll' }).click()
    await expect(item(page)).toContainText('samtal som räknas: 8')
    const [february, march] = await months(lead)
    expect(february && countsOf(february, 'phone')).toMatchObject({
      calls: { answered: 4, abandoned: 1, abandonedShort: 1 },
      imported: 6,
    })
    expect(march && callsOf(march, 'all')).toBe(1)

    const look = async () =>
      search([
        ['sent', Buffer.concat(sent)],
        ['log', server.output()],
        ['page', await pageContents(page)],
        ['frames', frames.all()],
        ...files(server.dataDir).map(({ name, bytes }): [string, Buffer] => [name, bytes]),
        ...(await answers(server.url, lead)).map(({ path, text }): [string, string] => [path, text]),
        ['imports', JSON.stringify(await lead.get('/api/imports'))],
      ])
    expect(Buffer.concat(sent).toString('latin1'), 'what is sent must have been recorded').toContain('[1549265400000,1,1205,12.5]')
    expect(await look(), 'the number should be nowhere').toEqual([])

    await item(page).getByRole('button', { name: 'Ångra importen' }).click()
    await item(page).getByRole('button', { name: 'Ja, ångra' }).click()
    await expect(item(page)).toContainText('Ångrad: räknas inte')
    expect(JSON.stringify(await months(lead)), 'the record is as before').not.toContain('phone')

    // The same search finds a page that would send the file, and a supervisor who writes the number down.
    await page.evaluate((body) => fetch('/api/imports/any/rows/0', { method: 'PUT', body }), FILE)
    await lead.post('/api/review/marks', { line: null, day: '2019-02-04', kind: 'other', text: `ring ${CALLER}` })
    await page.getByRole('button', { name: 'Skriv in månadssummor' }).click()
    await page.getByLabel('Månader och antal').fill(`2018-01 ${CALLER}`)
    const places = (await look()).map(({ where }) => where)
    expect(places).toEqual(expect.arrayContaining(['sent', 'page', 'lyhord.db-wal']))
  } finally {
    await cable.close()
  }
})

test('dates that can be read in two ways are asked about, and monthly totals come in by keyboard', async ({ newWatcher, lead }) => {
  test.setTimeout(90_000)
  const { page, signIn } = await newWatcher({ locale: 'en-GB', viewport: { width: 360, height: 800 } })
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await signIn(STAFF.lead.username)
  await page.goto('/review/history')
  await expect(page.getByText('Nothing has been brought in.')).toBeVisible()
  await expectAccessible(page, 'no imports')
  await page.getByRole('button', { name: 'Bring in calls from a file' }).press('Enter')
  await choose(page, 'CSV file', 'Start,Duration\n4/2/2019 08:30,125\n5/2/2019 08:30,0\n')
  await page.getByRole('button', { name: 'Read it in for a look' }).press('Enter')
  await expect(page.getByText('Choose how the dates are written.')).toBeVisible()
  await expectAccessible(page, 'dates in doubt')
  await page.getByLabel('Dates are written').selectOption('mdy')
  await expect(page.getByRole('row', { name: /^2 2 April 2019/ })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'nothing should stick out').toBeLessThanOrEqual(360)
  await expectEnglish(page, 'matching columns')
  await page.getByRole('button', { name: 'Cancel' }).press('Enter')

  await page.getByRole('button', { name: 'Enter monthly totals' }).press('Enter')
  const text = page.getByLabel('Months and numbers')
  await text.focus()
  await page.keyboard.type('2017-01\t30\t25\t5\nlast year\t20')
  await text.press('Tab')
  await page.getByRole('button', { name: 'Look at it' }).press('Enter')
  await expect(page.getByRole('alert')).toContainText('Row 2: the month cannot be read')
  await expectAccessible(page, 'totals that cannot be read')
  await expect(text, 'nothing typed is lost').toHaveValue(/last year/)
  await text.fill('2017-01\t30\t25\t5\n2017-02\t20')
  await page.getByRole('button', { name: 'Look at it' }).press('Enter')
  await expect(item(page)).toContainText('does not count yet')
  await expectEnglish(page, 'totals to be looked at')
  await item(page).getByRole('button', { name: 'Keep' }).press('Enter')
  await expect(item(page)).toContainText('calls that count: 50')
  await expectAccessible(page, 'totals that count')
  expect((await months(lead, '2017-01', '2017-02')).map((month) => [callsOf(month, 'all'), countsOf(month, 'all').unknown])).toEqual([
    [30, 0],
    [20, 20],
  ])
  const [kept] = await lead.get<Import[]>('/api/imports')
  expect(kept).toMatchObject({ what: 'months', by: { name: STAFF.lead.username }, kept: { name: STAFF.lead.username } })
  await item(page).getByRole('button', { name: 'Undo the import' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Yes, undo' }), 'the question has the focus').toBeFocused()
  await page.keyboard.press('Enter')
  await expect(item(page)).toContainText('Undone')
  expect((await months(lead, '2017-01', '2017-02')).map((month) => callsOf(month, 'all'))).toEqual([0, 0])
})
