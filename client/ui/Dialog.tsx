import { createEffect, createUniqueId, type JSX, Show } from 'solid-js'
import { createWords } from '../i18n/i18n.ts'
import { uiWords } from './words.ts'

const words = createWords(uiWords)

/**
 * A modal over the native `<dialog>`, which keeps focus inside, closes on Escape and gives focus back.
 * Contents are there only while it is open; `onClose` is called however it is closed.
 */
export function Dialog(props: { open: boolean; title: string; onClose: () => void; children: JSX.Element }) {
  const id = createUniqueId()
  let element!: HTMLDialogElement

  createEffect(() => {
    if (props.open && !element.open) element.showModal()
    if (!props.open && element.open) element.close()
  })

  /** The browser tells of a closing later: by then the dialog may have been opened for something else, which must not go with it. */
  function closed() {
    if (!element.open) props.onClose()
  }

  return (
    <dialog class="dialog" ref={element} aria-labelledby={id} onClose={closed}>
      <Show when={props.open}>
        <div class="dialog__head">
          <h2 id={id}>{props.title}</h2>
          <button type="button" class="button button--quiet" onClick={() => element.close()}>
            {words().close}
          </button>
        </div>
        {props.children}
      </Show>
    </dialog>
  )
}
