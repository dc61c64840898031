import { createSignal, For, onCleanup, Show } from 'solid-js'
import { ok } from '../../../shared/errors.ts'
import type { Language } from '../../../shared/languages.ts'
import { isSound, type PromptState } from '../../../shared/prompts.ts'
import { createWords } from '../../i18n/i18n.ts'
import { api } from '../../ui/api.ts'
import { createHeld } from '../../ui/createHeld.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { languageName, languageTitle } from '../../ui/languageNames.ts'
import { createForm } from '../createForm.ts'
import { Confirm } from '../fields.tsx'
import type { PartProps } from './LineSettings.tsx'
import { makePlayback } from './makePlayback.ts'
import { PromptRecorder } from './PromptRecorder.tsx'
import { PromptRow } from './PromptRow.tsx'
import { PromptSettings } from './PromptSettings.tsx'
import './prompts.css'
import { promptWords } from './promptWords.ts'

const words = createWords(promptWords)

/** A prompt in a list: told apart by language and id. */
interface Row {
  readonly id: string
  readonly prompt: PromptState
}

type Open = { readonly is: 'record' | 'remove'; readonly prompt: PromptState }

/** What callers of a line hear: its languages, and a recording for each prompt. `onSaved`: the line has changed. */
export default function PromptsEditor(props: PartProps) {
  const line = () => props.change.base()
  const held = createHeld<Row[]>(async () => {
    const answer = await api.get<PromptState[]>(`/api/lines/${line().id}/prompts`)
    return answer.ok ? ok(answer.value.map((prompt) => ({ id: `${prompt.language}/${prompt.id}`, prompt }))) : answer
  })
  const [shown, setShown] = createSignal<Language>()
  const [open, setOpen] = createSignal<Open>()
  const [playing, setPlaying] = createSignal<string | null>(null)
  const [unplayable, setUnplayable] = createSignal(false)
  const playback = makePlayback((url, failed) => {
    setPlaying(url)
    setUnplayable(failed)
  })
  onCleanup(() => playback.stop())

  const languages = () => line().service.languages
  const first = (): Language => languages()[0] ?? 'sv'
  const chosen = (): Language => languages().find((one) => one === shown()) ?? first()
  const rows = () => held.value() ?? []
  const spoken = () => rows().filter(({ prompt }) => prompt.language === chosen() && !isSound(prompt.id))
  const sounds = () => rows().filter(({ prompt }) => isSound(prompt.id))
  const missing = () => spoken().filter(({ prompt }) => prompt.played && prompt.voice === 'missing' && prompt.id !== 'choose_language')
  const review = () => spoken()[0]?.prompt.review
  /** In which language a missing text is heard: the line's first where it has a voice, else Swedish. */
  const instead = () => languageName(first() === 'en' ? 'en' : 'sv')

  const pathOf = ({ language, id }: PromptState) => `/api/lines/${line().id}/prompts/${language}/${id}`
  /** With the time of the recording, so that no browser plays the one before. */
  const urlOf = (prompt: PromptState) => `${pathOf(prompt)}?at=${prompt.recording?.changedAt ?? 0}`
  const nameOf = ({ id }: PromptState) => words().prompts[id][0]
  const listen = (prompt: PromptState) => (playing() === urlOf(prompt) ? playback.stop() : playback.play(urlOf(prompt)))
  const close = () => setOpen(undefined)
  const changed = () => {
    close()
    void held.ask()
  }
  const saved = () => {
    props.onSaved()
    void held.ask()
  }
  const title = () => {
    const now = open()
    if (!now) return ''
    return now.is === 'record' ? words().recordNamed(nameOf(now.prompt)) : words().removeSure(nameOf(now.prompt))
  }
  const as = (is: Open['is']) => (open()?.is === is ? open()?.prompt : undefined)

  const list = (some: () => readonly Row[]) => (
    <ul class="admin-list">
      <For each={some()}>
        {({ prompt }) => (
          <PromptRow
            prompt={prompt}
            playing={playing() === urlOf(prompt)}
            onListen={() => listen(prompt)}
            onRecord={() => {
              playback.stop()
              setOpen({ is: 'record', prompt })
            }}
            onRemove={() => setOpen({ is: 'remove', prompt })}
          />
        )}
      </For>
    </ul>
  )

  /** First what is heard now, then, folded, what other settings would let be heard. */
  const lists = (all: () => readonly Row[]) => (
    <>
      {list(() => all().filter(({ prompt }) => prompt.played))}
      <Show when={all().some(({ prompt }) => !prompt.played)}>
        <details>
          <summary class="prompt-more">{words().notPlayed}</summary>
          {list(() => all().filter(({ prompt }) => !prompt.played))}
        </details>
      </Show>
    </>
  )

  return (
    <div class="stack prompts">
      <PromptSettings change={props.change} onSaved={saved} />
      <section class="stack" aria-labelledby="recordings">
        <h3 id="recordings">{words().recordings}</h3>
        <p class="muted">{words().recordingsLead}</p>
        <Show when={languages().length > 1}>
          <fieldset class="row prompt-languages">
            <legend class="visually-hidden">{words().language}</legend>
            <For each={languages()}>
              {(each) => (
                <button type="button" class="button" aria-pressed={chosen() === each} onClick={() => setShown(each)}>
                  {languageTitle(each)}
                </button>
              )}
            </For>
          </fieldset>
        </Show>
        <ErrorText refusal={held.refusal()} />
        <Show when={unplayable()}>
          <p class="error-text" role="alert">
            {words().cannotPlay}
          </p>
        </Show>
        <Show when={review()}>
          {(now) => (
            <p class="notice" classList={{ 'notice--plain': now() === 'draft' }}>
              {words()[now()]}
            </p>
          )}
        </Show>
        <Show when={missing().length > 0}>
          <p class="notice">{words().missingCount(missing().length, instead())}</p>
        </Show>
        {lists(spoken)}
        <h3>{words().sounds}</h3>
        {lists(sounds)}
      </section>
      <Dialog open={open() !== undefined} title={title()} onClose={close}>
        <Show when={as('record')}>
          {(prompt) => <PromptRecorder prompt={prompt()} path={pathOf(prompt())} onKept={changed} onCancel={close} />}
        </Show>
        <Show when={as('remove')}>
          {(prompt) => <RemovePrompt prompt={prompt()} path={pathOf(prompt())} instead={instead()} onDone={changed} onCancel={close} />}
        </Show>
      </Dialog>
    </div>
  )
}

function RemovePrompt(props: { prompt: PromptState; path: string; instead: string; onDone: () => void; onCancel: () => void }) {
  const form = createForm()
  const standard = () => isSound(props.prompt.id) || props.prompt.language === 'sv' || props.prompt.language === 'en'
  async function remove() {
    if (await form.send(() => api.del(props.path))) props.onDone()
  }
  return (
    <Confirm
      text={standard() ? words().removeToStandard : words().removeToNothing(props.instead)}
      send={words().remove}
      form={form}
      onSure={remove}
      onCancel={props.onCancel}
    />
  )
}
