/* A small list of parts, as the build writes it. */
import { opened } from "../../../web/tools/kit-choice.js";

const STEPS = [
  [0, 5, "Say the aim"],
  [5, 20, "Run the exercise"],
];
export const PARTS = opened({
  site: "A guide",
  edition: "2026-01-02",
  editionDay: "2 January 2026",
  licence: "https://licence.example/",
  notice: "Independent. Unofficial.",
  subjects: [
    ["course", "course", "The whole course", "https://x.example/id/learn/", 0, [], []],
    ["module-a", "module", "Module 1: A", "https://x.example/id/module-a/", 35, [], []],
    ["module-b", "module", "Module 2: B", "https://x.example/id/module-b/", 60, [], []],
    ["topic-t", "topic", "T", "https://x.example/id/topic-t/", 0, [], []],
    ["lesson-l", "session", "Lesson L", "https://x.example/id/lesson-l/", 20, STEPS, ["module-a"]],
  ],
  formats: [
    ["pdf", "Handout", "Two pages.", "class"],
    ["bank", "Bank", "Questions.", "system"],
  ],
  files: [
    [0, 1, "", "course/course-bank.xml", 100],
    [1, 0, "", "module-a/a.pdf", 1000],
    [1, 1, "", "module-a/a-bank.xml", 30],
    [1, 1, "recall", "module-a/a-recall-bank.xml", 10],
    [1, 1, "application", "module-a/a-application-bank.xml", 20],
    [2, 1, "", "module-b/b-bank.xml", 40],
    [2, 1, "recall", "module-b/b-recall-bank.xml", 40],
    [3, 0, "", "topic-t/t.pdf", 500],
    [4, 0, "", "lesson-l/l.pdf", 700],
  ],
});
