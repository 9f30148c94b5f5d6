<?php
// no text
return [
    'reply.subject' => 'We have your letter',
    'reply.body' => 'We don\'t answer :name ' . 'on Sundays, {$user}.',
    'key' => 'value',
];
