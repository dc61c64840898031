import { createSignal, For, Show } from 'solid-js'
import type { InterpreterService } from '../../../shared/floor/service.ts'
import { writtenNumber } from '../../../shared/telephone/numbers.ts'
import { createWords } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { spokenName } from '../../ui/spokenLanguages.ts'
import { createForm, type Form } from '../createForm.ts'
import { Confirm } from '../fields.tsx'
import { InterpreterForm } from './InterpreterForm.tsx'
import { withService } from './interpreterInputs.ts'
import { interpreterListWords } from './interpreterWords.ts'
import type { PartProps } from './LineSettings.tsx'

const words = createWords(interpreterListWords)

type Open = { readonly is: 'add' } | { readonly is: 'edit' | 'remove'; readonly service: InterpreterService }

/** Whom advisors of a line can call into a talk. Each change is stored at once. */
export default function InterpreterList(props: PartProps) {
  const [open, setOpen] = createSignal<Open>()
  const [saved, setSaved] = createSignal(false)
  const services = () => props.change.base().service.interpreters
  const close = () => setOpen(undefined)
  const about = () => {
    const now = open()
    return now && now.is !== 'add' ? now.service : undefined
  }
  const title = () => {
    const now = open()
    if (now?.is === 'remove') return words().removeSure(now.service.name)
    return now?.is === 'edit' ? words().editNamed(now.service.name) : words().add
  }

  function show(next: Open) {
    setSaved(false)
    setOpen(next)
  }

  async function store(form: Form<never>, interpreters: readonly InterpreterService[]) {
    const service = { ...props.change.base().service, interpreters }
    if (!(await form.send(() => props.change.send({ service })))) return
    setSaved(true)
    close()
    props.onSaved()
  }

  return (
    <section class="stack" aria-labelledby="interpreters" data-testid="interpreters">
      <div class="admin-head">
        <h3 id="interpreters">{words().title}</h3>
        <button type="button" class="button button--primary" data-testid="interpreter-add" onClick={() => show({ is: 'add' })}>
          {words().add}
        </button>
      </div>
      <p class="muted">{words().lead}</p>
      <Show when={services().length > 0} fallback={<p>{words().none}</p>}>
        <ul class="admin-list">
          <For each={services()}>
            {(each) => (
              <li class="admin-item">
                <div>
                  <p>
                    <strong>{each.name}</strong>
                  </p>
                  <p class="muted tabular" dir="ltr">
                    {writtenNumber(each.number)}
                  </p>
                  <p>{each.languages.map(spokenName).join(', ')}</p>
                </div>
                <div class="row">
                  <button
                    type="button"
                    class="button"
                    aria-label={words().editNamed(each.name)}
                    onClick={() => show({ is: 'edit', service: each })}
                  >
                    {words().edit}
                  </button>
                  <button
                    type="button"
                    class="button"
                    aria-label={words().removeNamed(each.name)}
                    onClick={() => show({ is: 'remove', service: each })}
                  >
                    {words().remove}
                  </button>
                </div>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <p role="status">
        <Show when={saved()}>{words().saved}</Show>
      </p>
      <Dialog open={open() !== undefined} title={title()} onClose={close}>
        <Show
          when={open()?.is === 'remove' && about()}
          fallback={
            <InterpreterForm service={about()} save={(form, service) => store(form, withService(services(), service))} onCancel={close} />
          }
        >
          {(gone) => (
            <RemoveService
              onSure={(form) =>
                void store(
                  form,
                  services().filter(({ id }) => id !== gone().id),
                )
              }
              onCancel={close}
            />
          )}
        </Show>
      </Dialog>
    </section>
  )
}

function RemoveService(props: { onSure: (form: Form<never>) => void; onCancel: () => void }) {
  const form = createForm()
  return <Confirm text={words().removeText} send={words().remove} form={form} onSure={() => props.onSure(form)} onCancel={props.onCancel} />
}
