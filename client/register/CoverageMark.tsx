import type { Coverage } from '../../shared/services/coverage.ts'

/** A shape for each coverage, so that colour is never alone; drawn around the middle of a square of ten. */
export const SHAPES: Readonly<Record<Coverage, string>> = {
  own: 'M0 -4.5a4.5 4.5 0 1 0 .01 0z',
  agreement: 'M-4 -4h8v8h-8z',
  regional: 'M0 -5.2L5.2 0L0 5.2L-5.2 0z',
  talks: 'M0 -4.5a4.5 4.5 0 1 0 .01 0zM0 -2a2 2 0 1 1 -.01 0z',
  none: 'M-4.2 -4.2L4.2 4.2M4.2 -4.2L-4.2 4.2',
  unmapped: 'M0 -2.2a2.2 2.2 0 1 0 .01 0z',
}

/** The mark of a coverage, beside the word for it. */
export function CoverageMark(props: { coverage: Coverage }) {
  return (
    <svg class="register-mark" viewBox="-6 -6 12 12" aria-hidden="true">
      <path d={SHAPES[props.coverage]} data-coverage={props.coverage} />
    </svg>
  )
}
