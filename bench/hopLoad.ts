/** The far end of bench/hop: answers questions, and hears packets. */
export type HopPlan = { readonly is: 'question' } | { readonly is: 'packet'; readonly payload: Uint8Array }
export interface HopHeard {
  readonly is: 'answer'
}

process.on('message', (plan: HopPlan) => {
  if (plan.is === 'question') process.send?.({ is: 'answer' } satisfies HopHeard)
})

// A load whose measurement is gone goes too.
process.once('disconnect', () => process.exit(1))
