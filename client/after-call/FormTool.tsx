import { createWords } from '../i18n/i18n.ts'
import type { ToolProps } from '../phone/tools/tools.ts'

const words = createWords({ sv: { none: 'Inga samtal än.' }, en: { none: 'No calls yet.' } })

/** The form about a call. */
export default function FormTool(_props: ToolProps) {
  return (
    <p class="muted" data-testid="form">
      {words().none}
    </p>
  )
}
