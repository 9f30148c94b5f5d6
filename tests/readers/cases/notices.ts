import { format } from "date-fns";

// Don't read this
export const notices: Record<Locale, Notices> = {
  en: {
    expired: (days: number) => `Your trial has expired ${days} ${days === 1 ? "day" : "days"} ago. \
Your data will be deleted.`,
    late: "You haven't paid your bill. " + "We charge a fee of " + format(fee) + " for each reminder.",
  },
  ru: {
    expired: 'Срок действия истёк.\nПродлить его нельзя.',
    steps: ["Первый шаг", 'Второй \u0448аг'],
  },
};

const WORD = /["'`]\s+\w/g;

export function fail(code: number): never {
  console.error("nothing for customers", code);
  if (code === 402) throw new PaymentError("Teie kaarti ei võetud vastu");
  throw new TypeError("unexpected code " + code);
}
