SET standard_conforming_strings = on;
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'not a text'; END $$;
COPY public.letters (id, locale, title, body) FROM stdin;
1	et	Leping lõpeb	Tere!\n\nTeie leping l\303\265peb homme, tasu on 5\\10 €.
2	ru	\N	Договор\tне продлён
\.
INSERT INTO letters (id, body) VALUES (3, 'We keep C:\temp\'), (4, E'It\'s too late\nto cancel, it\u2019s over'), (5, $mail$We can't 'refund' it$mail$);
INSERT INTO letters (id, title_en, title_ru) SELECT 6, 'No way ' || 'out', 'Выхода нет' UNION ALL SELECT 7, 'Call the office', NULL WHERE NOT EXISTS (SELECT 1 FROM letters WHERE title = 'not a text');
