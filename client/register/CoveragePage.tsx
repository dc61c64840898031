import { createResource, createSignal, For, Show } from 'solid-js'
import { COVERAGES, type CountyCoverage, type Coverage } from '../../shared/services/coverage.ts'
import type { RegisterReport } from '../../shared/services/register.ts'
import { CRITERIA, MET } from '../../shared/services/service.ts'
import { placeName } from '../find-help/placeNames.ts'
import { serviceWords } from '../find-help/serviceWords.ts'
import { createWords } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { CoverageMap } from './CoverageMap.tsx'
import { CoverageMark } from './CoverageMark.tsx'
import { Choice } from './inputs.tsx'
import { registerWords } from './words.ts'

const words = createWords(registerWords)
const terms = createWords(serviceWords)
const today = (): string => new Date().toISOString().slice(0, 10)
/** The day of the mapping that the published counts are of. */
const MAPPED = '2019-12-31'
const SPECIALISED: readonly Coverage[] = ['own', 'agreement', 'regional']

const sum = (counts: CountyCoverage['counts'], of: readonly Coverage[]): number => of.reduce((all, each) => all + counts[each], 0)

/** How the country is covered, county by county and on a map, and which quality criteria are met. */
export default function CoveragePage() {
  const [day, setDay] = createSignal(today())
  const [open, setOpen] = createSignal<string>()
  const [asked] = createResource(day, (of) => api.get<RegisterReport>(`/api/register/report?day=${of}`))
  const report = () => {
    const answer = asked.latest
    return answer?.ok ? answer.value : undefined
  }
  const refusal = () => {
    const answer = asked.latest
    return answer && !answer.ok ? answer.refusal : undefined
  }
  const all = (counties: readonly CountyCoverage[]) =>
    Object.fromEntries(
      COVERAGES.map((each) => [each, counties.reduce((total, { counts }) => total + counts[each], 0)]),
    ) as CountyCoverage['counts']

  return (
    <>
      <p>{words().coverageLead}</p>
      <div class="register-filter">
        <Choice
          label={words().districtsOf}
          value={day()}
          options={[
            [today(), words().today],
            [MAPPED, words().in2019],
          ]}
          onChange={setDay}
        />
      </div>
      <ErrorText refusal={refusal()} />
      <Show when={report()} fallback={<p class="muted">{words().loading}</p>}>
        {(now) => (
          <>
            <div class="register-scroll">
              <table class="register-table" data-testid="coverage">
                <thead>
                  <tr>
                    <th scope="col">{words().county}</th>
                    <th scope="col" class="register-number">
                      {words().places}
                    </th>
                    <th scope="col" class="register-number">
                      {words().specialised}
                    </th>
                    <For each={COVERAGES}>
                      {(each) => (
                        <th scope="col" class="register-number">
                          <CoverageMark coverage={each} /> {terms().coverages[each]}
                        </th>
                      )}
                    </For>
                  </tr>
                </thead>
                <tbody>
                  <For each={now().counties}>
                    {({ county, places, counts }) => (
                      <>
                        <tr data-county={county}>
                          <th scope="row">
                            <button
                              type="button"
                              class="button button--quiet"
                              aria-expanded={open() === county}
                              aria-label={words().openCounty(placeName(county))}
                              onClick={() => setOpen(open() === county ? undefined : county)}
                            >
                              {placeName(county)}
                            </button>
                          </th>
                          <Counts total={places.length} counts={counts} />
                        </tr>
                        <Show when={open() === county}>
                          <tr>
                            <td colspan={COVERAGES.length + 3}>
                              <PlaceList county={{ county, places, counts }} />
                            </td>
                          </tr>
                        </Show>
                      </>
                    )}
                  </For>
                </tbody>
                <tfoot>
                  <tr>
                    <th scope="row">{words().total}</th>
                    <Counts total={now().counties.reduce((total, { places }) => total + places.length, 0)} counts={all(now().counties)} />
                  </tr>
                </tfoot>
              </table>
            </div>
            <CoverageMap counties={now().counties} />
            <CriteriaTable report={now()} />
          </>
        )}
      </Show>
    </>
  )
}

function Counts(props: { total: number; counts: CountyCoverage['counts'] }) {
  return (
    <>
      <td class="register-number">{props.total}</td>
      <td class="register-number">{sum(props.counts, SPECIALISED)}</td>
      <For each={COVERAGES}>{(each) => <td class="register-number">{props.counts[each]}</td>}</For>
    </>
  )
}

/** The places of one county, those without a specialised service first. */
function PlaceList(props: { county: CountyCoverage }) {
  const places = () =>
    [...props.county.places].sort(
      (a, b) => COVERAGES.indexOf(b.coverage) - COVERAGES.indexOf(a.coverage) || placeName(a.place).localeCompare(placeName(b.place), 'sv'),
    )
  return (
    <ul class="register-places">
      <For each={places()}>
        {({ place, coverage }) => (
          <li>
            <CoverageMark coverage={coverage} /> {placeName(place)}: <span class="muted">{terms().coverages[coverage]}</span>
          </li>
        )}
      </For>
    </ul>
  )
}

function CriteriaTable(props: { report: RegisterReport }) {
  const criteria = () => props.report.criteria
  const systematic = () => criteria().systematic
  return (
    <section class="stack">
      <h2>{words().criteriaTitle}</h2>
      <p class="muted">{words().criteriaLead(criteria().services)}</p>
      <div class="register-scroll">
        <table class="register-table" data-testid="criteria">
          <thead>
            <tr>
              <th scope="col">{words().criterion}</th>
              <For each={MET}>
                {(met) => (
                  <th scope="col" class="register-number">
                    {terms().met[met]}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={CRITERIA}>
              {(name) => (
                <tr>
                  <th scope="row">{terms().criteria[name]}</th>
                  <For each={MET}>{(met) => <td class="register-number">{criteria().criteria[name][met]}</td>}</For>
                </tr>
              )}
            </For>
            <tr>
              <th scope="row">{words().systematicRow}</th>
              <td class="register-number">{systematic().yes}</td>
              <td class="register-number">–</td>
              <td class="register-number">{systematic().no}</td>
              <td class="register-number">{systematic().unknown}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  )
}
