import './findHelp.css'
import { createEffect, createSignal, createUniqueId, For, Match, on, onMount, Show, Switch } from 'solid-js'
import { assertUnreachable } from '../../shared/assertUnreachable.ts'
import { type Outcome, ok, type Refusal } from '../../shared/errors.ts'
import { DIVIDED } from '../../shared/geography/districts.ts'
import type { Place } from '../../shared/geography/places.ts'
import { HELP_KINDS, type HelpAnswer, type HelpKind } from '../../shared/services/register.ts'
import type { Service } from '../../shared/services/service.ts'
import { createWords, formatNumber } from '../i18n/i18n.ts'
import type { ToolProps } from '../phone/tools/tools.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { createReferrals } from './createReferrals.ts'
import { FallbackCard } from './FallbackCard.tsx'
import { type Chosen, PlaceField } from './PlaceField.tsx'
import { placeName } from './placeNames.ts'
import { type Listed, ServiceList } from './ServiceList.tsx'
import { serviceWords } from './serviceWords.ts'
import { findHelpWords } from './words.ts'

const words = createWords(findHelpWords)
const terms = createWords(serviceWords)

/** What is looked for now: help for a place, services by name, or what there is for the whole country. */
type Asked = { readonly is: 'nothing' } | { readonly is: 'everywhere' } | Chosen
type Listing = Extract<Asked, { is: 'everywhere' | 'name' }>
/** What has been found, together with what it was found for. */
type Shown =
  | { readonly is: 'nothing' }
  | { readonly is: 'help'; readonly place: Place; readonly help: HelpAnswer }
  | { readonly is: 'list'; readonly asked: Listing; readonly services: readonly Service[] }

const nothing = { is: 'nothing' } as const

/** Finding help during a call: letters and Enter give what to say, and one key notes the referral. A new call begins with nothing. */
export default function FindHelpTool(props: ToolProps) {
  const id = createUniqueId()
  let results!: HTMLElement
  let field!: HTMLInputElement
  const [asked, setAsked] = createSignal<Asked>(nothing)
  const [kind, setKind] = createSignal<HelpKind>('violenceTreatment')
  const [shown, setShown] = createSignal<Shown>(nothing)
  const [busy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Refusal>()
  const referrals = createReferrals({ call: () => props.call, live: props.live })
  let turn = 0

  async function ask(next: Asked, moves = true) {
    const mine = ++turn
    setAsked(next)
    setBusy(true)
    const answer = await find(next, kind())
    // overtaken by a newer question, or by the next call
    if (mine !== turn) return
    setBusy(false)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (!answer.ok) return
    setShown(answer.value)
    if (moves) queueMicrotask(() => (results.querySelector<HTMLElement>('.help-item__head') ?? results.querySelector('h2'))?.focus())
  }

  function forget() {
    turn++
    setAsked(nothing)
    setShown(nothing)
    setBusy(false)
    setRefusal(undefined)
    setKind('violenceTreatment')
    referrals.clear()
  }
  createEffect(on(() => props.call, forget, { defer: true }))

  function changeKind(next: HelpKind) {
    setKind(next)
    const now = asked()
    if (now.is === 'place') void ask(now, false)
  }

  // the key was pressed before this was here
  onMount(() => document.activeElement?.contains(results) && document.activeElement !== document.body && field.focus())

  const listed = (help: HelpAnswer): Listed[] => help.found.map((found) => ({ service: found.service, found }))

  return (
    <div class="help stack">
      <PlaceField ref={field} onChosen={(chosen) => void ask(chosen)} />
      <div class="row">
        <div class="field help-kind">
          <label class="field__label" for={id}>
            {words().kind}
          </label>
          <select class="select" id={id} value={kind()} onChange={(event) => changeKind(event.currentTarget.value as HelpKind)}>
            <For each={HELP_KINDS}>{(each) => <option value={each}>{terms().helpKinds[each]}</option>}</For>
          </select>
        </div>
        <button type="button" class="button" data-testid="help-everywhere" onClick={() => void ask({ is: 'everywhere' })}>
          {words().everywhere}
        </button>
      </div>
      <Show when={refusal()}>
        <div class="row">
          <ErrorText refusal={refusal()} />
          <button type="button" class="button" onClick={() => void ask(asked())}>
            {words().again}
          </button>
        </div>
      </Show>
      <Show when={referrals.away() > 0}>
        <p class="notice notice--bad" role="alert" data-testid="help-away">
          {words().away(formatNumber(referrals.away()))}
        </p>
      </Show>
      <Show when={referrals.refused()}>
        {(refused) => (
          <div class="notice notice--bad" role="alert" data-testid="help-refused">
            <p>{words().notTaken(refused().referral.service?.name ?? words().fallbackName)}</p>
            <ErrorText refusal={refused().refusal} />
          </div>
        )}
      </Show>
      <p class="visually-hidden" role="status">
        {busy() ? words().loading : told(shown())}
      </p>
      <section class="stack" ref={results} aria-busy={busy()}>
        <Switch>
          <Match when={helpIn(shown())}>
            {(now) => (
              <>
                <h2 tabindex="-1" data-testid="help-title">
                  {words().helpIn(now().place.name)}
                </h2>
                <p data-testid="help-coverage" data-value={now().help.coverage}>
                  {words().coverage[now().help.coverage](now().place.name)}
                  <Show when={now().place.id === DIVIDED}> {words().divided}</Show>
                  <Show when={now().place.now}>{(successor) => <> ({words().nowPart(placeName(successor()))})</>}</Show>
                </p>
                <Show when={now().help.found.length > 0} fallback={<p class="notice">{words().noneFound}</p>}>
                  <ServiceList listed={listed(now().help)} place={now().place.id} referrals={referrals} now={props.now()} opensFirst />
                </Show>
                <FallbackCard place={now().place.id} service={now().help.fallback} referrals={referrals} now={props.now()} />
                <p class="muted small">{words().distanceNote}</p>
              </>
            )}
          </Match>
          <Match when={listIn(shown())}>
            {(now) => (
              <>
                <h2 tabindex="-1" data-testid="help-title">
                  {now().asked.is === 'name' ? words().namedTitle(named(now().asked)) : words().everywhere}
                </h2>
                <p class="muted small">
                  {now().services.length === 0 ? words().noneNamed : now().asked.is === 'everywhere' ? words().everywhereLead : ''}
                </p>
                <ServiceList
                  listed={now().services.map((service) => ({ service, found: null }))}
                  place={null}
                  referrals={referrals}
                  now={props.now()}
                  opensFirst={now().services.length === 1}
                />
              </>
            )}
          </Match>
        </Switch>
      </section>
    </div>
  )
}

const helpIn = (shown: Shown) => (shown.is === 'help' ? shown : undefined)
const listIn = (shown: Shown) => (shown.is === 'list' ? shown : undefined)
const told = (shown: Shown): string =>
  shown.is === 'nothing' ? '' : words().count(shown.is === 'help' ? shown.help.found.length : shown.services.length)

const named = (asked: Listing): string => (asked.is === 'name' ? asked.text : '')

async function find(asked: Asked, kind: HelpKind): Promise<Outcome<Shown>> {
  switch (asked.is) {
    case 'nothing':
      return ok(nothing)
    case 'everywhere':
    case 'name': {
      const path = asked.is === 'name' ? `/api/help/named?${new URLSearchParams({ text: asked.text })}` : '/api/help/everywhere'
      const answer = await api.get<Service[]>(path)
      return answer.ok ? ok({ is: 'list', asked, services: answer.value }) : answer
    }
    case 'place': {
      const { place } = asked
      const answer = await api.get<HelpAnswer>(`/api/help?${new URLSearchParams({ place: place.id, kind })}`)
      return answer.ok ? ok({ is: 'help', place, help: answer.value }) : answer
    }
    default:
      return assertUnreachable(asked)
  }
}
