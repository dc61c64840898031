import './tools.css'
import { createEffect, createMemo, createSignal, ErrorBoundary, For, on, onCleanup } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { CallId } from '../../../shared/floor/model.ts'
import type { Me } from '../../../shared/http.ts'
import { createWords, language } from '../../i18n/i18n.ts'
import type { LiveFloor } from '../../live/floor.ts'
import type { Phone } from '../createPhone.ts'
import { TOOLS, type Tool, type ToolProps } from './tools.ts'

const sv = {
  title: 'Hjälpmedel',
  broken: 'Något gick fel i det här hjälpmedlet. Telefonen fungerar som vanligt.',
  again: 'Försök igen',
}
const en: typeof sv = {
  title: 'Tools',
  broken: 'Something went wrong in this tool. The phone works as usual.',
  again: 'Try again',
}
const words = createWords({ sv, en })

/**
 * Tools beside the call, one at a time, each with its key (tools.ts). The first opens by itself when a talk begins and takes no focus then.
 * The key of a tool opens it and goes into it, and leads back from inside it. A tool that cannot be fetched or fails takes nothing with it.
 */
export function CallTools(props: { me: Me; live: LiveFloor; phone: Phone; now: () => number }) {
  const [shown, setShown] = createSignal<string>()
  const [opened, setOpened] = createSignal<readonly string[]>([])
  const panels = new Map<string, HTMLElement>()
  let before: HTMLElement | undefined

  const call = createMemo<CallId | undefined>((last) => {
    const state = props.phone.advisor()?.state
    return state?.is === 'talking' ? state.call : last
  })
  createEffect(on(call, (id) => id !== undefined && shown() === undefined && TOOLS[0] && open(TOOLS[0])))

  function open(tool: Tool) {
    setOpened((all) => (all.includes(tool.id) ? all : [...all, tool.id]))
    setShown(tool.id)
  }

  function close() {
    setShown(undefined)
    if (document.activeElement === document.body) before?.focus()
  }

  function enter(tool: Tool) {
    const here = document.activeElement
    if (here instanceof HTMLElement && !panels.get(tool.id)?.contains(here)) before = here
    open(tool)
    startOf(tool)?.focus()
  }

  function startOf(tool: Tool): HTMLElement | undefined {
    const panel = panels.get(tool.id)
    return panel?.querySelector<HTMLElement>('[data-tool-start]') ?? panel
  }

  function pressed(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return
    const tool = TOOLS.find(({ key }) => key === event.key)
    if (!tool) return
    event.preventDefault()
    const inside = shown() === tool.id && startOf(tool)?.contains(document.activeElement)
    if (!inside) return enter(tool)
    before?.focus()
    if (panels.get(tool.id)?.contains(document.activeElement)) close()
  }
  document.addEventListener('keydown', pressed)
  onCleanup(() => document.removeEventListener('keydown', pressed))

  return (
    <section class="tools" aria-label={words().title} data-open={shown() === undefined ? undefined : ''}>
      <div class="row tools__tabs">
        <For each={TOOLS}>
          {(tool) => (
            <button
              type="button"
              class="button"
              data-testid={`tool-${tool.id}`}
              aria-expanded={shown() === tool.id}
              aria-controls={opened().includes(tool.id) ? `tool-${tool.id}` : undefined}
              aria-keyshortcuts={tool.key}
              onClick={() => (shown() === tool.id ? close() : open(tool))}
            >
              {tool.name[language()]}{' '}
              <span class="key" aria-hidden="true">
                {tool.key}
              </span>
            </button>
          )}
        </For>
      </div>
      <For each={TOOLS.filter(({ id }) => opened().includes(id))}>
        {(tool) => (
          <section
            class="card tools__panel"
            id={`tool-${tool.id}`}
            aria-label={tool.name[language()]}
            tabindex="-1"
            hidden={shown() !== tool.id}
            ref={(panel) => panels.set(tool.id, panel)}
          >
            <Held
              tool={tool}
              given={{
                ...{ me: props.me, live: props.live, phone: props.phone, now: props.now },
                get call() {
                  return call()
                },
                get shown() {
                  return shown() === tool.id
                },
              }}
            />
          </section>
        )}
      </For>
    </section>
  )
}

/** One tool, whose faults are kept from the rest of the page. */
function Held(props: { tool: Tool; given: ToolProps }) {
  return (
    <ErrorBoundary
      fallback={(_fault, reset) => (
        <div class="notice notice--bad row" role="alert" data-testid="tool-broken">
          <p>{words().broken}</p>
          <button type="button" class="button" onClick={reset}>
            {words().again}
          </button>
        </div>
      )}
    >
      <Dynamic component={props.tool.Body} {...props.given} />
    </ErrorBoundary>
  )
}
