/* The running order of a session: what happens when. */

export const HOUR = 60;

/* What can stand between the parts of a session, and for how long at first. */
export const BETWEEN = {
  "check-before": { name: "Check before the session", minutes: 10 },
  break: { name: "Break", minutes: 10 },
  "check-after": { name: "Check after the session", minutes: 10 },
};
/* Return how many minutes all of it takes. */
export const minutesOf = ({ order }) => order.reduce((sum, { minutes }) => sum + minutes, 0);

/* Return the rows of the run sheet: from when to when, and what happens. The steps of a lesson plan are among them
   while it has its own length. */
export function runSheet({ start, order }, { subjects }) {
  const rows = [];
  let now = minuteOf(start);
  for (const { id, minutes } of order) {
    const subject = subjects.find((each) => each.id === id);
    const what = subject?.title ?? BETWEEN[id]?.name ?? id;
    const steps = subject?.minutes === minutes ? subject.steps : [];
    const begin = now;
    rows.push({ ...span(begin, minutes), what, address: subject?.address ?? "", isStep: false });
    for (const [from, to, doing] of steps) {
      rows.push({ ...span(begin + from, to - from), what: doing, address: "", isStep: true });
    }
    now += minutes;
  }
  return rows;
}

const span = (from, minutes) => ({ from: clock(from), to: clock(from + minutes), minutes });
const minuteOf = (time) => {
  const [hours, minutes] = time ? time.split(":").map(Number) : [0, 0];
  return hours * HOUR + minutes;
};

/* Return a minute of the day as a time; one after midnight is in the next day. */
function clock(minute) {
  const ofDay = minute % (24 * HOUR);
  return [Math.floor(ofDay / HOUR), ofDay % HOUR].map((part) => String(part).padStart(2, "0")).join(":");
}

/* Return when the session ends; empty where nothing is in it. */
export const endOf = (kit) => (kit.order.length ? clock(minuteOf(kit.start) + minutesOf(kit)) : "");

/* Return how long something takes, in words. */
export function duration(minutes) {
  const [hours, rest] = [Math.floor(minutes / HOUR), minutes % HOUR];
  const words = [
    hours && `${hours} ${hours === 1 ? "hour" : "hours"}`,
    (rest || !hours) && `${rest} ${rest === 1 ? "minute" : "minutes"}`,
  ];
  return words.filter(Boolean).join(" ");
}
