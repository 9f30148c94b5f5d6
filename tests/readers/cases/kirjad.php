<?php
// Kirjade tekstid; ära muuda võtmeid
return [
    'et' => [
        'welcome' => [
            'subject' => 'Tere tulemast, :name!',
            'body' => "Tere, {$user->first_name}!\n\nMe oleme sinu kirja kätte saanud, kuid kahjuks ei vasta me kirjadele " .
                'nädalavahetusel. ' . $signature,
        ],
        'overdue' => <<<HTML
            <p>Arve nr <b>$invoice->number</b> on tasumata.</p>
            <p>Kui sa ei maksa {$days} päeva jooksul, lõpetame lepingu&nbsp;ette teatamata.</p>
            HTML,
        'count' => '{1} üks päev|[2,*] :count päeva',
    ],
    'ru' => array(
        'welcome' => array(
            'subject' => 'Мы получили ваше письмо',
            'body' => 'Ответим, когда сможем. ' # без срока
                . 'Повторные письма переносят ваш запрос в конец очереди.',
        ),
        'class' => 'btn btn-primary',
        'url' => 'https://example.ee/a b',
    ),
];
