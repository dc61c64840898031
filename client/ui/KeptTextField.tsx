import { createUniqueId, type JSX, Match, Show, Switch } from 'solid-js'
import { createWords, formatDate } from '../i18n/i18n.ts'
import type { KeptText, NoteDraft } from './createNote.ts'
import { keptTextWords } from './keptTextWords.ts'
import './keptText.css'

const words = createWords(keptTextWords)

/** A text that several people keep: it saves itself, says so, and of two who write at once loses neither's words. */
export function KeptTextField<N extends KeptText>(props: {
  draft: NoteDraft<N>
  label: string
  hint: string
  rows: number
  /** Longest text, in characters. */
  most: number
  /** `data-testid` of the field; with `-conflict` after it, of what is told when somebody else has saved. */
  testId: string
  /** Stands between the field and its state. */
  children?: JSX.Element
}) {
  const id = createUniqueId()
  const theirs = () => {
    const state = props.draft.state()
    return state.is === 'conflict' ? state.theirs : undefined
  }
  const when = (at: number) => formatDate(at, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

  return (
    <div class="field">
      <label class="field__label" for={id}>
        {props.label}
      </label>
      <p class="field__hint no-print" id={`${id}-hint`}>
        {props.hint}
      </p>
      <textarea
        class="field__input no-print"
        id={id}
        rows={props.rows}
        maxLength={props.most}
        aria-describedby={`${id}-hint`}
        value={props.draft.text()}
        data-testid={props.testId}
        data-state={props.draft.state().is}
        onInput={(event) => props.draft.type(event.currentTarget.value)}
        onBlur={() => void props.draft.flush()}
      />
      {props.children}
      <p class="muted" role="status">
        <Switch>
          <Match when={props.draft.state().is === 'typed'}>{words().unsaved}</Match>
          <Match when={props.draft.state().is === 'saving'}>{words().saving}</Match>
          <Match when={props.draft.state().is === 'saved' && props.draft.kept().by}>
            {(by) => words().saved(by().name, when(by().at))}
          </Match>
        </Switch>
      </p>
      <Show when={props.draft.state().is === 'failed'}>
        <div class="notice notice--bad row no-print" role="alert">
          <p>{words().notSaved}</p>
          <button type="button" class="button" onClick={() => void props.draft.flush()}>
            {words().tryAgain}
          </button>
        </div>
      </Show>
      <Show when={theirs()}>
        {(other) => (
          <div class="notice stack no-print" role="alert" data-testid={`${props.testId}-conflict`}>
            <p>
              {words().conflict(other().by?.name ?? '')} {words().theirs}
            </p>
            <blockquote class="kept-text">{other().text}</blockquote>
            <div class="row">
              <button type="button" class="button button--primary" onClick={() => void props.draft.resolve('both')}>
                {words().both}
              </button>
              <button type="button" class="button" onClick={() => void props.draft.resolve('theirs')}>
                {words().takeTheirs}
              </button>
              <button type="button" class="button" onClick={() => void props.draft.resolve('mine')}>
                {words().keepMine}
              </button>
            </div>
          </div>
        )}
      </Show>
    </div>
  )
}
