import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { PlaceId } from '../../shared/geography/places.ts'
import type { Found } from '../../shared/services/find.ts'
import type { Service } from '../../shared/services/service.ts'
import { createWords, formatNumber } from '../i18n/i18n.ts'
import { onReferKey, type Referrals } from './createReferrals.ts'
import { ReferButton } from './ReferButton.tsx'
import { ServiceSheet } from './ServiceSheet.tsx'
import { serviceWords } from './serviceWords.ts'
import { findHelpWords } from './words.ts'

const words = createWords(findHelpWords)
const terms = createWords(serviceWords)

/** A service as the list has it; `found` tells how it came up by place. */
export interface Listed {
  readonly service: Service
  readonly found: Found | null
}

/** Services in the order in which to tell of them; one is open at a time, the first to begin with. H on it or in it notes the referral. */
export function ServiceList(props: {
  listed: readonly Listed[]
  place: PlaceId | null
  referrals: Referrals
  now: number
  /** Whether the first is open from the start. */
  opensFirst: boolean
}) {
  const [open, setOpen] = createSignal<string>()
  const firstId = () => props.listed[0]?.service.id
  createEffect(on(firstId, (id) => setOpen(props.opensFirst ? id : undefined)))
  const referralOf = ({ service, found }: Listed) => ({ service, reach: found?.reach ?? null, place: props.place })

  return (
    <ol class="help-list">
      <For each={props.listed}>
        {(listed) => {
          const isOpen = () => open() === listed.service.id
          return (
            <li
              class="help-item"
              data-testid="help-found"
              data-reach={listed.found?.reach}
              onKeyDown={(event) => onReferKey(event, props.referrals, referralOf(listed))}
            >
              <h3>
                <button
                  type="button"
                  class="help-item__head"
                  aria-expanded={isOpen()}
                  onClick={() => setOpen(isOpen() ? undefined : listed.service.id)}
                >
                  <span class="help-item__name">{listed.service.name}</span>
                  <span class="help-item__about">{aboutOf(listed)}</span>
                </button>
              </h3>
              <Show when={isOpen()}>
                <ReferButton referral={referralOf(listed)} referrals={props.referrals} />
                <ServiceSheet service={listed.service} now={props.now} />
              </Show>
            </li>
          )
        }}
      </For>
    </ol>
  )
}

function aboutOf({ service, found }: Listed): string {
  const { kinds, levels, providers, reaches, targets } = terms()
  const km = found?.km ?? null
  const far = found && km !== null && (found.reach === 'neighbour' || found.reach === 'near') && km > 0
  return [
    found ? reaches[found.reach] : kinds[service.kind],
    far ? words().distance(formatNumber(km)) : '',
    service.level ? levels[service.level] : '',
    service.provider === 'unknown' ? '' : providers[service.provider],
    found ? '' : service.targets.map((target) => targets[target]).join(', '),
    service.origin === 'demo' ? words().demo : '',
  ]
    .filter((part) => part !== '')
    .join(' · ')
}
