import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { Refusal } from '../../shared/errors.ts'
import { isSameText, type StaffText, type WrittenText } from '../../shared/writtenTexts.ts'
import { createWords, formatNumber } from '../i18n/i18n.ts'
import { api } from '../ui/api.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { BothLanguages, versionText } from './BothLanguages.tsx'
import { textWords } from './words.ts'

const words = createWords(textWords)

/** The versions before the newest, read when they are asked for, each to go back to where one may. */
export function TextVersions(props: {
  path: string
  now: WrittenText
  shipped: StaffText | null
  onBack: ((text: StaffText) => void) | undefined
}) {
  const [open, setOpen] = createSignal(false)
  const [versions, setVersions] = createSignal<readonly WrittenText[]>()
  const [refusal, setRefusal] = createSignal<Refusal>()
  let asked = 0

  async function read() {
    const mine = ++asked
    const answer = await api.get<WrittenText[]>(props.path)
    // a newer question is on its way
    if (mine !== asked) return
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (answer.ok) setVersions(answer.value)
  }
  createEffect(
    on([open, () => props.now.version], ([isOpen]) => {
      if (isOpen) void read()
    }),
  )

  const earlier = () => (versions() ?? []).filter(({ version }) => version < props.now.version)
  /** The same words were there before: somebody went back to them. */
  const before = (text: WrittenText): number | undefined => {
    const older = (versions() ?? []).find((one) => one.version < text.version - 1 && isSameText(one, text))
    return older?.version ?? (props.shipped && text.version > 1 && isSameText(props.shipped, text) ? 0 : undefined)
  }
  const Back = (own: { version: number; text: StaffText }) => (
    <Show when={props.onBack !== undefined && !isSameText(own.text, props.now)}>
      <button
        type="button"
        class="button button--quiet"
        aria-label={words().goBackTo(formatNumber(own.version))}
        onClick={() => props.onBack?.({ sv: own.text.sv, en: own.text.en })}
      >
        {words().goBack}
      </button>
    </Show>
  )

  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words().versions}</summary>
      <Show when={refusal()}>
        <div class="row">
          <ErrorText refusal={refusal()} />
          <button type="button" class="button" onClick={() => void read()}>
            {words().again}
          </button>
        </div>
      </Show>
      <Show when={versions()} fallback={<Show when={!refusal()}>{<p class="muted">{words().loading}</p>}</Show>}>
        <ul class="written__versions">
          <For each={earlier()}>
            {(text) => (
              <li data-version={text.version}>
                <p class="small">
                  {versionText(text)}
                  <Show when={before(text) !== undefined}> {words().sameAs(formatNumber(before(text) ?? 0))}</Show>
                </p>
                <BothLanguages text={text} />
                <Back version={text.version} text={text} />
              </li>
            )}
          </For>
          <Show when={props.shipped} fallback={<Show when={earlier().length === 0}>{<li class="muted">{words().noOther}</li>}</Show>}>
            {(shipped) => (
              <li data-version="0">
                <p class="small">{words().shipped}</p>
                <BothLanguages text={shipped()} />
                <Back version={0} text={shipped()} />
              </li>
            )}
          </Show>
        </ul>
      </Show>
    </details>
  )
}
