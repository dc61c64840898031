import { createSignal, For } from 'solid-js'
import { municipalityOf } from '../../shared/geography/municipalities.ts'
import { COVERAGES, type CountyCoverage } from '../../shared/services/coverage.ts'
import { placeName } from '../find-help/placeNames.ts'
import { serviceWords } from '../find-help/serviceWords.ts'
import { createWords } from '../i18n/i18n.ts'
import { CoverageMark, SHAPES } from './CoverageMark.tsx'
import { registerWords } from './words.ts'

const words = createWords(registerWords)
const terms = createWords(serviceWords)

/** Width of a degree of longitude beside one of latitude, in the middle of the country (cosine of 62 degrees). */
const NARROWING = Math.cos((62 * Math.PI) / 180)
const SCALE = 60
const [WEST, NORTH] = [10.6, 69.2]
const [WIDTH, HEIGHT] = [(24.4 - WEST) * NARROWING * SCALE, (NORTH - 55.2) * SCALE]

const ZOOMS = [1, 1.5, 2, 3, 4, 6] as const
const KEYS: Readonly<Record<string, number>> = { '+': 1, '-': -1, 0: -ZOOMS.length }

/**
 * Every municipality at the middle of its area: an equirectangular picture without a background, and without anything from elsewhere.
 * It is a window that scrolls, by wheel, touch and the arrow keys; its middle stays when it is zoomed.
 */
export function CoverageMap(props: { counties: readonly CountyCoverage[] }) {
  let pane!: HTMLElement
  const [step, setStep] = createSignal(0)
  const zoom = () => ZOOMS[step()] ?? 1

  function zoomBy(steps: number) {
    const before = zoom()
    setStep(Math.min(ZOOMS.length - 1, Math.max(0, step() + steps)))
    const grown = zoom() / before
    const [x, y] = [pane.clientWidth / 2, pane.clientHeight / 2]
    pane.scrollTo({ left: (pane.scrollLeft + x) * grown - x, top: (pane.scrollTop + y) * grown - y, behavior: 'instant' })
  }

  function pressed(event: KeyboardEvent) {
    const steps = KEYS[event.key]
    if (steps === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    zoomBy(steps)
  }

  /** A pinch on a trackpad comes as a wheel with Ctrl. */
  function wheeled(event: WheelEvent) {
    if (!event.ctrlKey) return
    event.preventDefault()
    zoomBy(event.deltaY < 0 ? 1 : -1)
  }

  const points = () =>
    props.counties
      .flatMap(({ places }) => places)
      .filter(({ place }) => place.length === 4)
      .map(({ place, coverage }) => {
        const { lat, lon } = municipalityOf(place) ?? { lat: 0, lon: 0 }
        return { place, coverage, x: (lon - WEST) * NARROWING * SCALE, y: (NORTH - lat) * SCALE }
      })

  return (
    <figure class="register-map stack">
      <h2>{words().mapTitle}</h2>
      <ul class="register-legend">
        <For each={COVERAGES}>
          {(each) => (
            <li>
              <CoverageMark coverage={each} /> {terms().coverages[each]}
            </li>
          )}
        </For>
      </ul>
      <div class="row">
        <button type="button" class="button" aria-keyshortcuts="+" disabled={step() === ZOOMS.length - 1} onClick={() => zoomBy(1)}>
          {words().zoomIn}
        </button>
        <button type="button" class="button" aria-keyshortcuts="-" disabled={step() === 0} onClick={() => zoomBy(-1)}>
          {words().zoomOut}
        </button>
        <button type="button" class="button" aria-keyshortcuts="0" disabled={step() === 0} onClick={() => zoomBy(-ZOOMS.length)}>
          {words().zoomReset}
        </button>
      </div>
      <section class="register-country" tabindex="0" aria-label={words().mapTitle} ref={pane} onKeyDown={pressed} on:wheel={wheeled}>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no set of fields */}
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          style={{ width: `${100 * zoom()}%` }}
          role="group"
          aria-label={words().mapAlt}
          data-testid="coverage-map"
          data-zoom={zoom()}
        >
          <For each={points()}>
            {({ place, coverage, x, y }) => (
              // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a drawn shape is not interactive
              <path
                d={SHAPES[coverage]}
                data-coverage={coverage}
                role="img"
                aria-label={`${placeName(place)}: ${terms().coverages[coverage]}`}
                transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
              >
                <title>{`${placeName(place)}: ${terms().coverages[coverage]}`}</title>
              </path>
            )}
          </For>
        </svg>
      </section>
      <figcaption class="muted small">{words().mapNote}</figcaption>
    </figure>
  )
}
