import { type Component, createEffect, For } from 'solid-js'
import type { Me } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { Header } from '../ui/Header.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import '../ui/sections.css'
import { pathOf, REVIEW_PAGES, type ReviewPageName, reviewPageOf } from './place.ts'
import './review.css'
import { reviewWords } from './words.ts'

const words = createWords(reviewWords)
const PAGES: Readonly<Record<ReviewPageName, Component>> = {
  week: lazyPart(() => import('./week/WeekPage.tsx')),
  months: lazyPart(() => import('./months/MonthsPage.tsx')),
  staffing: lazyPart(() => import('./staffing/StaffingPage.tsx')),
  reports: lazyPart(() => import('./reports/ReportsPage.tsx')),
  survey: lazyPart(() => import('./survey/SurveyPage.tsx')),
  history: lazyPart(() => import('./history/HistoryPage.tsx')),
}

/** For supervisors: what has been. Each of its pages has an address of its own, and keeps what was chosen on it in the query. */
export default function ReviewPage(props: { me: Me }) {
  const page = reviewPageOf(location.pathname)
  const Page = PAGES[page]
  createEffect(() => {
    document.title = `${words()[page]} · ${words().title} · Lyhörd`
  })

  return (
    <>
      <Header me={props.me} here="review" />
      <nav class="sections review-pages" aria-label={words().pages}>
        <For each={REVIEW_PAGES}>
          {(each) => (
            <a href={pathOf(each)} aria-current={each === page ? 'page' : undefined}>
              {words()[each]}
            </a>
          )}
        </For>
      </nav>
      <main class="page review stack" id="main">
        <Page />
      </main>
    </>
  )
}
