import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible, expectEnglish } from './accessibility.ts'
import { expect, test } from './fixtures.ts'
import { closeLine } from './people/message.ts'
import { LINE, STAFF } from './server/house.ts'

/** How long until the server has looked, and pages that ask by themselves have asked. */
const SEEN_MS = 20_000

test('while messages cannot be kept, nobody is asked to speak, and those who can act are told; mended, it is noticed', async ({
  server,
  lead,
  newCaller,
  newAdvisor,
  newWatcher,
}) => {
  await closeLine(lead)
  const [advisor, supervisor, caller] = await Promise.all([
    newAdvisor('first', { onShift: false }),
    newWatcher({ locale: 'en-GB', viewport: { width: 360, height: 740 } }),
    newCaller(),
  ])
  await supervisor.signIn(STAFF.lead.username)
  await supervisor.page.goto(`/admin#lines/${LINE}/voicemail`)
  const told = (page: Page) => page.getByTestId('keeping-unable')
  await expect(told(advisor.page)).toHaveCount(0)

  const folder = join(server.dataDir, 'messages')
  renameSync(folder, `${folder}.right`)
  writeFileSync(folder, '')
  await expect(told(advisor.page)).toHaveAttribute('data-value', 'folderUnwritable', { timeout: SEEN_MS })
  await expect(told(advisor.page)).toContainText('inte skriva i mappen')
  await expectAccessible(advisor.page, 'the phone while messages cannot be kept')
  await expect(told(supervisor.page)).toContainText('must put right where the folder is', { timeout: SEEN_MS })
  await expectAccessible(supervisor.page, 'the administration while messages cannot be kept')
  await expectEnglish(supervisor.page, 'the administration while messages cannot be kept')

  await caller.open(LINE)
  await expect(caller.page.getByTestId('call-start')).toHaveText('Ring ändå')
  await expect(caller.page.getByTestId('closed-notice')).not.toContainText('meddelande')
  await caller.page.getByTestId('call-start').click()
  const status = caller.page.getByTestId('call-status')
  await expect(status).toHaveAttribute('data-state', 'closed')
  await caller.page.getByTestId('keypad').click()
  await caller.page.keyboard.press('9')
  await expect(status, 'the key asks for nothing').toHaveAttribute('data-state', 'closed')

  rmSync(folder)
  renameSync(`${folder}.right`, folder)
  await expect(told(advisor.page)).toHaveCount(0, { timeout: SEEN_MS })
  await caller.page.keyboard.press('9')
  await expect(status, 'now it does').toHaveAttribute('data-state', 'voicemail')
})
