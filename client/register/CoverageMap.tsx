import { For } from 'solid-js'
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

/** Every municipality at the middle of its area: an equirectangular picture without a background, and without anything from elsewhere. */
export function CoverageMap(props: { counties: readonly CountyCoverage[] }) {
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
      <svg class="register-country" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words().mapAlt} data-testid="coverage-map">
        <For each={points()}>
          {({ place, coverage, x, y }) => (
            <path d={SHAPES[coverage]} data-coverage={coverage} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
              <title>{`${placeName(place)}: ${terms().coverages[coverage]}`}</title>
            </path>
          )}
        </For>
      </svg>
      <figcaption class="muted small">{words().mapNote}</figcaption>
    </figure>
  )
}
