import { Show } from 'solid-js'
import type { PlaceId } from '../../shared/geography/places.ts'
import { placeOf } from '../../shared/geography/places.ts'
import type { Service } from '../../shared/services/service.ts'
import { createWords } from '../i18n/i18n.ts'
import { onReferKey, type Referrals } from './createReferrals.ts'
import { placeName } from './placeNames.ts'
import { ReferButton } from './ReferButton.tsx'
import { ServiceSheet } from './ServiceSheet.tsx'
import { serviceWords } from './serviceWords.ts'
import { findHelpWords } from './words.ts'

const words = createWords(findHelpWords)
const terms = createWords(serviceWords)

/** The social services of a place, which everybody can turn to: as they are entered, or how to reach them without a number. */
export function FallbackCard(props: { place: PlaceId; service: Service | null; referrals: Referrals; now: number }) {
  const referral = () => ({ service: props.service, reach: 'own', place: props.place }) as const
  const home = () => (placeOf(props.place)?.kind === 'county' ? words().fallbackOwn : placeName(props.place))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key of the button in it, wherever in it the focus is
    <section class="help-fallback stack" data-testid="help-fallback" onKeyDown={(event) => onReferKey(event, props.referrals, referral())}>
      <h3>{words().fallbackTitle}</h3>
      <Show when={props.service} fallback={<p class="help-note">{words().fallbackSay(home())}</p>}>
        {(service) => (
          <>
            <p class="help-item__name">{service().name || words().fallbackOf(home())}</p>
            <ServiceSheet service={service()} now={props.now} />
          </>
        )}
      </Show>
      <Show when={!props.service?.phoneOutOfHours}>
        <p class="help-note" data-testid="help-no-jour">
          {terms().noOutOfHours}
        </p>
      </Show>
      <ReferButton referral={referral()} referrals={props.referrals} />
      <p class="muted small">{words().fallbackLaw}</p>
    </section>
  )
}
