import type { MadeBoard } from '../shared/http.ts'
import { expect, test } from './fixtures.ts'
import { LINE } from './server/house.ts'

test('a board opens from a link once, without a keyboard, and never again from the same link', async ({ newWatcher, lead, newAdvisor }) => {
  const link = await lead.post<MadeBoard>('/api/boards', { name: 'Skärmen i köket', lines: [LINE] })
  const board = await newWatcher()
  await board.page.goto(link.path)
  await board.shows('board-waiting', 0)
  expect(board.page.url(), 'the ticket should not stay in the address').not.toContain('ticket')
  await newAdvisor('first')
  await board.shows('board-available', 1)
  const page = await board.page.content()
  expect(page, 'a board shows no names of staff').not.toContain('Ada Ett')

  await board.page.reload()
  await board.shows('board-available', 1)

  const other = await newWatcher()
  await other.page.goto(link.path)
  await expect(other.page.getByText(/länk/i).first(), 'a used link says so').toBeVisible()
  await expect(other.page.getByTestId('board-waiting')).toHaveCount(0)
})

test('a board that is left while the server restarts says how old its data is, and heals', async ({
  newWatcher,
  lead,
  server,
  newAdvisor,
}) => {
  test.setTimeout(90_000)
  const link = await lead.post<MadeBoard>('/api/boards', { name: 'Tavla', lines: [] })
  const board = await newWatcher()
  const withheld = /LineTable/
  await board.page.route(withheld, (route) => route.abort())
  await board.page.goto(link.path)
  await board.shows('board-waiting', 0)
  await expect(board.page.getByText(/kunde inte hämtas/), 'what is missing should be said in its place').toBeVisible()
  await expect.poll(() => board.reads('board-data-age'), { message: 'live data should be young' }).toBeLessThanOrEqual(2)

  await server.kill()
  await expect.poll(() => board.reads('board-data-age'), { message: 'the age should grow', timeout: 15_000 }).toBeGreaterThanOrEqual(6)
  await expect(board.page.getByText(/Ingen kontakt sedan/), 'old data should be named as such').toBeVisible()

  await server.start()
  await expect.poll(() => board.reads('board-data-age'), { message: 'it should heal by itself', timeout: 30_000 }).toBeLessThanOrEqual(2)
  await expect(board.page.getByText(/Ingen kontakt sedan/)).toBeHidden()
  await board.page.unroute(withheld)
  await expect(board.page.getByRole('table'), 'what was missing should come by itself').toBeVisible()
  await newAdvisor('first')
  await board.shows('board-available', 1)
})
