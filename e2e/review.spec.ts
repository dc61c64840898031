import type { Page } from '@playwright/test'
import type { Meeting, ReviewWeek } from '../shared/review/week.ts'
import { addWeeks, daysOfWeek, type Week, weekOf } from '../shared/review/weeks.ts'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { pagesOf } from './paper.ts'
import { saved, savedWorkbook } from './savedFiles.ts'
import { PASSWORD } from './server/client.ts'
import { LINE, OTHER_LINE, STAFF } from './server/house.ts'
import { type PastCall, quietWeeks, seedCalls, seedNotes, seedPresence } from './server/pastCalls.ts'
import { savedNotes } from './server/record.ts'

const THIS = weekOf(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }))
const LAST = addWeeks(THIS, -1)
const [MONDAY = '', TUESDAY = '', , , FRIDAY = ''] = daysOfWeek(LAST)
const titleOf = (week: Week) => `Vecka ${Number(week.slice(6))}`

/** Last week: far more than usual on Monday, nothing out of the ordinary on Tuesday, and of each kind something. */
const LAST_WEEK: readonly PastCall[] = [
  ...Array.from({ length: 18 }, (_, index) => ({
    day: MONDAY,
    minute: 510 + index * 20,
    waited: 20 + index,
    talked: 600 + index * 100,
  })).map((call) => ({ line: LINE, outcome: 'answered' as const, ...call })),
  { line: LINE, day: TUESDAY, minute: 600, waited: 95, outcome: 'abandoned' },
  { line: LINE, day: TUESDAY, minute: 640, waited: 4, outcome: 'abandonedShort' },
  { line: LINE, day: TUESDAY, minute: 700, waited: 30, talked: 2_400, outcome: 'answered' },
  { line: LINE, day: FRIDAY, minute: 1_200, waited: 20, outcome: 'closed', metClosed: true },
  { line: LINE, day: FRIDAY, minute: 600, waited: 9, talked: 300, outcome: 'answered', reason: 'voicemail' },
]
/** As the page must tell them; A 19, B 1. */
const FIGURES: Readonly<Record<string, readonly [value: string, of: string]>> = {
  calls: ['21', ''],
  answered: ['19', '20'],
  abandoned: ['1', '20'],
  abandonedShort: ['1', ''],
  closedLine: ['1', ''],
  longestWait: ['95', '20'],
  longestAbandoned: ['95', '1'],
  longestLength: ['2400', '19'],
  overGuidance: ['6', '19'],
  callBacksAnswered: ['1', '1'],
  messagesHandled: ['', '0'],
}

const figuresOn = (page: Page) =>
  page
    .locator('[data-testid^="figure-"]')
    .evaluateAll((tiles) =>
      Object.fromEntries(tiles.map((tile) => [tile.dataset.testid?.slice(7), [tile.dataset.value ?? '', tile.dataset.of ?? '']])),
    ) as Promise<Record<string, [string, string]>>

test('the week is looked through, talked about, followed up, and taken along', async ({ server, lead, newWatcher }) => {
  await seedCalls(server.dataDir, [...quietWeeks(LINE, LAST, 12), ...LAST_WEEK])
  await lead.post('/api/accounts', { username: 'sara', name: 'Sara Andra', role: 'supervisor', password: PASSWORD, lines: [] })
  await lead.patch(`/api/lines/${LINE}`, { startedOn: '2019-02-04' })
  const [first, second] = [await newWatcher(), await newWatcher()]
  const { page } = first
  await first.signIn(STAFF.lead.username)
  await page.goto('/review')
  const heading = page.getByRole('heading', { level: 1 })

  await test.step('it opens on the last whole week, with its figures', async () => {
    await expect(heading).toContainText(titleOf(LAST))
    expect(await figuresOn(page)).toMatchObject(FIGURES)
    const day = (which: string) => page.locator(`[data-testid="week-day"][data-day="${which}"]`)
    await expect(day(MONDAY)).toHaveAttribute('data-place', 'above')
    await expect(day(MONDAY)).toContainText('fler än vanligt')
    await expect(day(TUESDAY)).toContainText('inom det vanliga')
    await expect(page.locator('.week-chart canvas')).toHaveCount(2)
  })

  await test.step('the keys turn the weeks, and the browser goes back', async () => {
    await page.keyboard.press('ArrowLeft')
    await expect(heading).toContainText(titleOf(addWeeks(LAST, -1)))
    expect(new URL(page.url()).search).toBe(`?week=${addWeeks(LAST, -1)}`)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(heading).toContainText(titleOf(THIS))
    await page.keyboard.press('ArrowRight')
    await page.goBack()
    await expect(heading).toContainText(titleOf(LAST))
    await page.getByLabel('Gå till veckan med').fill(daysOfWeek(addWeeks(LAST, -3))[2] ?? '')
    await expect(heading).toContainText(titleOf(addWeeks(LAST, -3)))
    await page.goto(`/review?week=${LAST}&lines=${LINE}`)
    await expect(page.getByLabel('Nattlinjen')).not.toBeChecked()
  })

  await test.step('a figure says where it comes from, and no call who it was', async () => {
    await page.getByTestId('figure-abandoned').getByRole('button').click()
    const dialog = page.getByRole('dialog', { name: 'Avbröt väntan' })
    await expect(dialog).toContainText('B av A + B')
    await expect(dialog.getByRole('row')).toHaveCount(2)
    await expect(dialog.getByRole('row').last()).toContainText('10:00')
    await expect(dialog.getByRole('row').last()).toContainText('1:35')
    await page.keyboard.press('Escape')
  })

  await test.step('the note saves itself, and two who write lose nothing', async () => {
    await second.signIn('sara')
    await second.page.goto(`/review?week=${LAST}&lines=${LINE}`)
    const [mine, theirs] = [page.getByTestId('note'), second.page.getByTestId('note')]
    await expect(theirs).toBeVisible()
    await mine.fill('Mycket på måndagen')
    await expect(mine).toHaveAttribute('data-state', 'saved')
    await theirs.fill('Affischer sedan i lördags')
    await expect(second.page.getByTestId('note-conflict')).toContainText('Mycket på måndagen')
    await second.page.getByRole('button', { name: 'Lägg samman båda' }).click()
    await expect(theirs).toHaveAttribute('data-state', 'saved')
    const { note } = await lead.get<Meeting>(`/api/review/meeting?week=${LAST}&lines=${LINE}`)
    expect(note).toMatchObject({ text: 'Mycket på måndagen\n\nAffischer sedan i lördags', by: { name: 'Sara Andra' } })
  })

  await test.step('a decision goes on to the next week until somebody ticks it off', async () => {
    await page.getByLabel('Nytt beslut').fill('Två rådgivare på måndagar')
    await page.getByRole('button', { name: 'Lägg till', exact: true }).click()
    await expect(page.getByTestId('decision')).toContainText('Två rådgivare på måndagar')
    await second.page.goto(`/review?week=${THIS}&lines=${LINE}`)
    await second.page.getByRole('checkbox', { name: 'Två rådgivare på måndagar' }).check()
    await expect(second.page.getByTestId('decision')).toContainText('avbockat av Sara Andra')
    const after = await lead.get<Meeting>(`/api/review/meeting?week=${addWeeks(THIS, 1)}`)
    expect(after.decisions).toEqual([])
    await page.reload()
    await expect(page.getByTestId('decision').getByRole('checkbox')).toBeChecked()
  })

  await test.step('notes of forms come when they are asked for, by keys alone, and one is erased for good', async () => {
    await seedNotes(server.dataDir, LINE, TUESDAY, ['Alldeles lugn mot slutet', 'Frågade om jourtider'])
    const asked: string[] = []
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname))
    await page.reload()
    const notes = page.getByTestId('call-note')
    const summary = page.getByText('Anteckningar från samtalens formulär')
    await expect(summary).toBeVisible()
    expect(asked, 'they do not come with the page').not.toContain('/api/review/notes')
    await summary.focus()
    await page.keyboard.press('Enter')
    await expect(notes).toHaveCount(2)
    const lugn = notes.filter({ hasText: 'lugn' }).getByRole('button')
    await lugn.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Radera' })
    await expect(dialog).toContainText('Alldeles lugn')
    await expectAccessible(page, 'whether a note is to be erased')
    await dialog.getByRole('button', { name: 'Avbryt' }).press('Enter')
    await lugn.press('Enter')
    // Opened again before the browser has told that it was closed.
    const asker = await lugn.elementHandle()
    await dialog.getByRole('button', { name: 'Avbryt' }).evaluate((cancel: HTMLElement, again) => {
      cancel.click()
      ;(again as HTMLElement).click()
    }, asker)
    expect(savedNotes(server.dataDir)).toHaveLength(2)
    await dialog.getByRole('button', { name: 'Radera anteckningen' }).press('Enter')
    await expect(page.getByTestId('call-notes').getByRole('status')).toHaveText('Anteckningen är raderad.')
    await expect(notes).toHaveText(/Frågade om jourtider/)
    await expect(summary, 'the keys go on from there').toBeFocused()
    expect(savedNotes(server.dataDir)).toMatchObject([{ text: 'Frågade om jourtider' }])
    await expectAccessible(page, 'notes of forms')
    // still open, for the files and the paper below
    expect(server.output()).toContain('the notes of a week were read')
    expect(server.output()).not.toContain('jourtider')
  })

  await test.step('the files hold what the page shows', async () => {
    const shown = await figuresOn(page)
    const csv = (await saved(page, 'Spara som CSV')).toString('utf8')
    expect(csv.startsWith('\uFEFFSiffror\r\n')).toBe(true)
    const rows = csv.split('\r\n').map((row) => row.split(';'))
    const named = await page
      .locator('[data-testid^="figure-"]')
      .evaluateAll((tiles) =>
        tiles.map((tile) => [tile.dataset.testid?.slice(7) ?? '', tile.querySelector('.figure-tile__name')?.textContent]),
      )
    expect(named.length).toBeGreaterThan(20)
    for (const [name = '', label] of named) {
      const row = rows.find(([cell]) => cell === label)
      expect([row?.[1], row?.[3]], String(label)).toEqual(shown[name])
    }
    expect(csv).toContain('Två rådgivare på måndagar')
    expect(csv).not.toContain('jourtider')
    const { sheets } = await savedWorkbook(page, 'Spara som Excel')
    expect(JSON.stringify(sheets)).not.toContain('jourtider')
    const [figures = []] = sheets
    for (const [name = '', label] of named) {
      const row = figures.find(([cell]) => cell === label)
      const [value = '', of = ''] = shown[name] ?? []
      // What is not there has no cell: a figure without a value or without a whole.
      expect(row?.filter((cell) => typeof cell === 'number').map(String), String(label)).toEqual([value, of].filter((cell) => cell !== ''))
    }
  })

  expect(pagesOf(await page.pdf({ preferCSSPageSize: true })), 'the week should be one sheet of paper').toBe(1)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByTestId('decision'), 'paper has the decisions').toBeVisible()
  await expect(page.getByTestId('call-note'), 'and no note of a form').toBeHidden()
})

for (const { locale, colorScheme, calls } of [
  { locale: 'sv-SE', colorScheme: 'light', calls: 0 },
  { locale: 'en-GB', colorScheme: 'dark', calls: 6_000 },
] as const)
  test(`a week of ${calls} calls is readable by everyone, ${locale}`, async ({ server, lead, newWatcher }) => {
    const huge = Array.from({ length: calls }, (_, index): PastCall => {
      const day = daysOfWeek(LAST)[index % 7] ?? ''
      const waited = 5 + (index % 400)
      const gave = index % 9 === 0
      return {
        line: LINE,
        day,
        minute: index % 1_440,
        waited,
        outcome: gave ? 'abandoned' : 'answered',
        talked: gave ? 0 : index,
        origin: 'demo',
      }
    })
    await seedCalls(server.dataDir, huge)
    const note = Array.from({ length: 60 }, (_, index) => `Line ${index}`).join('\n')
    if (calls > 0) {
      await lead.put('/api/review/meeting/note', { week: LAST, lines: [LINE, OTHER_LINE], text: note, version: 0 })
      for (let index = 0; index < 9; index++) {
        await lead.post('/api/review/decisions', { week: LAST, lines: [LINE], text: `Decision ${index} `.repeat(30) })
        await lead.post('/api/review/marks', { line: null, day: MONDAY, kind: 'media', text: `Mark ${index} `.repeat(20).trim() })
      }
    }
    const { page, signIn } = await newWatcher({ locale, viewport: { width: 360, height: 740 } })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await signIn(STAFF.lead.username)
    await page.goto('/review')
    await expect(page.getByTestId('figure-calls')).toHaveAttribute('data-value', String(calls))
    await expectAccessible(page, 'the week')
    if (calls > 0) await expectEnglish(page, 'the week')
    expect(await page.evaluate(() => document.documentElement.scrollWidth), 'the page should fit a phone').toBeLessThanOrEqual(360)
    await expect(page.getByTestId('synthetic')).toHaveCount(calls > 0 ? 1 : 0)
    await page.getByTestId('figure-answered').getByRole('button').click()
    await expect(page.getByRole('dialog')).toBeVisible()
    if (calls > 0) await expect(page.getByRole('dialog').getByRole('row')).toHaveCount(201)
    await expectAccessible(page, 'where a figure comes from')
    await page.keyboard.press('Escape')
    const { dots } = await lead.get<ReviewWeek>(`/api/review/week?week=${LAST}`)
    if (calls > 0)
      await test.step('more calls than can be drawn: an even sample that says so, and figures of all', async () => {
        const answered = huge.filter(({ outcome }) => outcome === 'answered').length
        expect(await figuresOn(page)).toMatchObject({
          answered: [String(answered), String(calls)],
          abandoned: [String(calls - answered), String(calls)],
          longestLength: ['5999', String(answered)],
          // Halfway between 204 and 205 seconds.
          medianWait: ['205', String(calls)],
        })
        // One in two, and the longest wait and the longest talk.
        expect(dots.length).toBeGreaterThanOrEqual(calls / 2)
        expect(dots.length).toBeLessThanOrEqual(calls / 2 + 2)
        expect(Math.max(...dots.map(({ lengthS }) => lengthS ?? 0))).toBe(5_999)
        for (let weekday = 0; weekday < 7; weekday++)
          expect(Math.abs(dots.filter((dot) => dot.weekday === weekday).length - calls / 14), `day ${weekday}`).toBeLessThanOrEqual(3)
        for (const name of ['Waits', 'Length of the calls']) {
          const section = page.getByRole('region', { name, exact: true })
          await expect(section).toContainText('The week has 6,000 calls in which somebody waited, more than can be drawn.')
          await expect(section).toContainText(
            'Shown here is one in 2 of them, evenly over the week, and the longest. The figures count all.',
          )
        }
        const waits = page.getByRole('region', { name: 'Waits', exact: true })
        await waits.getByText('As a table').click()
        await expect(waits.getByText(`200 of ${dots.length}`)).toBeVisible()
        await waits.getByText('As a table').click()
        await expect(page.getByRole('region', { name: 'Those who got no answer' })).toContainText(`and ${calls - answered - 12} more`)
      })
    // Our pages forbid threads made out of text: a workbook of this size must be packed without one.
    const book = await savedWorkbook(page, calls > 0 ? 'Save as Excel' : 'Spara som Excel')
    expect(book.sheets[3]?.filter(([, quarter]) => /^\d\d:\d\d$/.test(String(quarter)))).toHaveLength(dots.length)
    if (calls > 0) expect(JSON.stringify(book.sheets[3])).toContain('one in 2 of them')
    expect(pagesOf(await page.pdf({ preferCSSPageSize: true })), 'the week should be one sheet of paper').toBe(1)
    // A4 less its margins, at 96 to the inch.
    await page.setViewportSize({ width: 726, height: 1054 })
    await page.emulateMedia({ media: 'print' })
    const week = page.locator('.week')
    expect(
      await week.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight),
      'nothing should be cut off',
    ).toBeLessThanOrEqual(2)
  })

test('how a line was staffed is told by the hour, and not where one advisor was alone', async ({ server, newWatcher }) => {
  await seedCalls(server.dataDir, [
    { line: LINE, day: MONDAY, minute: 545, waited: 20, talked: 900, outcome: 'answered' },
    { line: LINE, day: MONDAY, minute: 550, waited: 95, outcome: 'abandoned' },
    { line: LINE, day: MONDAY, minute: 610, waited: 40, talked: 600, outcome: 'answered' },
  ])
  await seedPresence(server.dataDir, [
    { line: LINE, day: MONDAY, hour: 9, available_s: 5_400, talking_s: 1_800, missed: 2, most: 2 },
    { line: LINE, day: TUESDAY, hour: 9, available_s: 600, talking_s: 1_200, missed: 5, most: 1 },
    { line: LINE, day: MONDAY, hour: 10, available_s: 3_000, talking_s: 600, most: 1 },
  ])
  const { page, signIn } = await newWatcher()
  await signIn(STAFF.lead.username)
  await page.goto(`/review/staffing?line=${LINE}&span=week&period=${LAST}`)
  const cells = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell')
  await expect(cells('09–10')).toHaveText(['120', '90', '0', '30', '0', '0', '0', '25', '25', '2', '2', '20'])
  await expect(cells('10–11').first()).toHaveText('för få att visa')
  await expect(cells('10–11').last(), 'how long callers waited is about nobody of the staff').toHaveText('40')
  await expect(cells('Hela perioden'), 'the sum has what is told alone').toHaveText(
    ...[['120', '90', '0', '30', '0', '0', '0', '25', '25', '2', '3', '30']],
  )
  await expect(page.getByTestId('staffing-since')).toContainText(`Inloggad tid räknas sedan ${Number(MONDAY.slice(8))} `)
  await expectAccessible(page, 'the staffing of a line')
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'a wide table scrolls in its frame').toBeLessThanOrEqual(360)
  expect((await saved(page, 'Spara som CSV')).toString()).toContain('för få att visa')
  await page.getByRole('button', { name: 'Senare' }).click()
  await expect(page.getByText('Ingenting att visa för perioden.')).toBeVisible()
  await page.getByRole('button', { name: 'English' }).click()
  await expectEnglish(page, 'the staffing of a line')
})
