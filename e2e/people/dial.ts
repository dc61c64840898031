import { expect } from '@playwright/test'
import type { Advisor } from './advisor.ts'

/** A mobile number, as it is typed, as the page writes it, and as it is dialled. */
export const TYPED = '0701234567'
export const WRITTEN = '070-123 45 67'
export const DIALLED = '+46701234567'

export async function openDial({ page }: Advisor): Promise<void> {
  await page.getByTestId('dial-open').click()
  await expect(page.getByTestId('dial-number')).toBeFocused()
}

/** Calls a number back, as agreed. */
export async function dial(advisor: Advisor, number = TYPED): Promise<void> {
  const { page } = advisor
  await openDial(advisor)
  await page.getByTestId('dial-number').pressSequentially(number)
  await page.getByRole('radio', { name: 'Enligt överenskommelse' }).check()
  await page.getByTestId('dial-call').click()
}
