@component('mail::message')
# Welcome, {{ $name }}

    We answer within **2 days**, indented or not.

<x-mail::panel>
Panel text.
</x-mail::panel>

@component('mail::table')
| Item | Price |
| ---- | ----: |
| Plan | {{ $price }} |
@endcomponent

<x-mail::button :url="$url">
Start now
</x-mail::button>

Thanks,<br>
{{ config('app.name') }}
@endcomponent
