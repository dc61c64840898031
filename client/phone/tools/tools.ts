import type { Component } from 'solid-js'
import type { CallId } from '../../../shared/floor/model.ts'
import type { Me } from '../../../shared/http.ts'
import type { LiveFloor } from '../../live/floor.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import type { Phone } from '../createPhone.ts'

/** What each tool is given. */
export interface ToolProps {
  readonly me: Me
  readonly live: LiveFloor
  readonly phone: Phone
  /** The server's clock, moving. */
  readonly now: () => number
  /** The call that the advisor talks in; after it the last one of this page, until the next; undefined before the first. */
  readonly call: CallId | undefined
  /** False while another tool is looked at: a tool that has been opened stays, with what is typed in it. */
  readonly shown: boolean
}

/** A help beside the call. What it marks with `data-tool-start` gets the focus when its key is pressed, otherwise its panel. */
export interface Tool {
  readonly id: string
  readonly key: string
  readonly name: { readonly sv: string; readonly en: string }
  readonly Body: Component<ToolProps>
}

/**
 * The tools, in the order of their tabs; each is loaded when it is first opened. The keys are single ones because the hands are busy.
 * Browsers have uses of their own for F1 (help), F6 (next pane), F7 (caret browsing) and F10 (menu), but leave them to a page that takes them, and
 * have other ways there: Shift+F6 or Ctrl+L, the settings, Alt. Keys that a page cannot have, such as Ctrl+N, are not among them.
 */
export const TOOLS: readonly Tool[] = [
  { id: 'form', key: 'F6', name: { sv: 'Formulär', en: 'Form' }, Body: lazyPart(() => import('../../after-call/FormTool.tsx')) },
  { id: 'help', key: 'F7', name: { sv: 'Hitta hjälp', en: 'Find help' }, Body: lazyPart(() => import('../../find-help/FindHelpTool.tsx')) },
  { id: 'duties', key: 'F10', name: { sv: 'Anmäla?', en: 'Report?' }, Body: lazyPart(() => import('../../duties/DutiesTool.tsx')) },
  {
    id: 'knowledge',
    key: 'F1',
    name: { sv: 'Kunskap', en: 'Knowledge' },
    Body: lazyPart(() => import('../../knowledge/KnowledgeTool.tsx')),
  },
]
