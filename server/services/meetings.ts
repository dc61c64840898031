import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { NewServiceMeeting, ServiceMeeting } from '../../shared/services/register.ts'
import type { Db } from '../record/open.ts'
import type { ServiceMeetingTable } from '../record/schema.ts'
import { namesOf } from '../stats/review.ts'

/** The log of meetings with services. */
export interface ServiceMeetings {
  /** Newest first. */
  list(): Promise<ServiceMeeting[]>
  add(meeting: NewServiceMeeting, account: string): Promise<ServiceMeeting>
  /** False when there is no such meeting. */
  remove(id: string): Promise<boolean>
}

/** The log on a record; `clock` gives ms since 1970. */
export function createServiceMeetings(db: Db, clock: () => number): ServiceMeetings {
  return {
    async list() {
      const names = await namesOf(db)
      const rows = await db.selectFrom('service_meetings').selectAll().orderBy('day', 'desc').orderBy('at', 'desc').execute()
      return rows.map((row) => asMeeting(row, names))
    },
    async add({ day, kind, services, roles, text, views }, account) {
      const lists = { services: JSON.stringify(services), roles: JSON.stringify(roles) }
      const row = { id: randomUUID(), day, kind, ...lists, text, views, account, at: clock() }
      await db.insertInto('service_meetings').values(row).execute()
      return asMeeting(row, await namesOf(db))
    },
    async remove(id) {
      const gone = await db.deleteFrom('service_meetings').where('id', '=', id).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },
  }
}

function asMeeting(row: Selectable<ServiceMeetingTable>, names: ReadonlyMap<string, string>): ServiceMeeting {
  const { id, day, kind, text, views, account, at } = row
  return {
    ...{ id, day, kind, text, views },
    services: JSON.parse(row.services) as string[],
    roles: JSON.parse(row.roles) as ServiceMeeting['roles'],
    by: { name: names.get(account) ?? '', at },
  }
}
