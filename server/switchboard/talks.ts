import type { SoundLeg } from '../media/sound/sound.ts'
import type { Announcements } from './announcements.ts'
import { type Caller, type Exchange, stateOf } from './exchange.ts'

/** Who hears whom in a talk. */
export interface Talks {
  /**
   * Joins the legs as the floor now says: two by handing packets over untouched, three through the mixer, and whoever is on hold
   * hears the waiting sound. To be called after every change of a talk; more than once is fine.
   */
  arrange(caller: Caller): void
  /** Nobody hears anybody any more, and the phones at the desk and at the interpreter's are hung up. */
  clear(caller: Caller): void
  /** Hangs up the interpreter, or stops ringing there. */
  dropThird(caller: Caller): void
}

export function createTalks(x: Exchange, announcements: Announcements): Talks {
  const members = new WeakMap<Caller, ReturnType<typeof seat>>()

  function seat(caller: Caller, legs: readonly [caller: SoundLeg, desk: SoundLeg, third: SoundLeg]) {
    part(caller)
    const conference = x.sound.conference()
    caller.conference = conference
    const [ofCaller, , ofThird] = legs.map((leg) => conference.join(leg))
    if (!ofCaller || !ofThird) throw new Error('talks: a conference of three has three')
    return { third: legs[2], ofCaller, ofThird }
  }

  function part(caller: Caller): void {
    caller.conference?.close()
    caller.conference = null
    members.delete(caller)
    caller.leg.pass(null)
    caller.desk?.leg.pass(null)
    caller.third?.leg.pass(null)
  }

  function bridge(caller: Caller, desk: SoundLeg): void {
    const { leg } = caller
    leg.stop()
    leg.pass(desk)
    desk.pass(leg)
  }

  function holdMusic(caller: Caller, leg: SoundLeg, isHeld: () => boolean): void {
    if (isHeld()) announcements.sound(caller, leg, 'hold', isHeld)
    else leg.stop()
  }

  const callerHeld = (caller: Caller) => (): boolean => {
    const state = stateOf(x, caller)
    return state?.is === 'talking' && state.onHold
  }
  const thirdHeld = (caller: Caller) => (): boolean => x.now().calls[caller.id]?.interpreter?.is === 'onHold'

  function dropThird(caller: Caller): void {
    const { third } = caller
    if (!third) return
    if (caller.conference) part(caller)
    caller.third = null
    third.leg.stop()
    x.watch.unwatch(third.leg)
    if (third.dialog) third.dialog.bye()
    else third.withdraw()
    third.leg.close()
  }

  return {
    arrange(caller) {
      const call = x.now().calls[caller.id]
      const { desk, third } = caller
      if (call?.state.is !== 'talking' || !desk) return
      const there = call.interpreter?.is === 'talking' || call.interpreter?.is === 'onHold'
      if (!third || !there) {
        part(caller)
        if (call.state.onHold) holdMusic(caller, caller.leg, callerHeld(caller))
        else bridge(caller, desk.leg)
        return
      }
      let seats = members.get(caller)
      if (seats?.third !== third.leg) {
        seats = seat(caller, [caller.leg, desk.leg, third.leg])
        members.set(caller, seats)
      }
      seats.ofCaller.setActive(!call.state.onHold)
      seats.ofThird.setActive(call.interpreter?.is === 'talking')
      holdMusic(caller, caller.leg, callerHeld(caller))
      holdMusic(caller, third.leg, thirdHeld(caller))
    },
    clear(caller) {
      part(caller)
      dropThird(caller)
      if (!caller.desk) return
      caller.desk.leg.stop()
      x.watch.unwatch(caller.desk.leg)
      caller.desk.close()
      caller.desk = null
    },
    dropThird,
  }
}
