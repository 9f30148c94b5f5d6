@extends('layouts.mail')
@section('title', 'Teie arve on tasumata')
@section('content')
@php($days = 3)
{{-- Kliendile ei näidata: me ignoreerime kirju --}}
@if($invoice->isOverdue())
    <p>Tere, {{ $user->name ?? 'klient' }}! Arve <b>{{ $total }}&nbsp;€</b> on tasumata.</p>
@elseif ($invoice->isPaid())
    <p>Aitäh, {!! $user->first_name !!}.</p>
@else
    <p>@lang('Te ei võlgne midagi, :name.')</p>
    <p>{{ __('mails.reminder.body') }}</p>
@endif
@forelse ($lines as $line)
  <li>{{ $line->name }}: {{ number_format($line->price, 2) }} €</li>
@empty
  <li>Ridu ei ole.</li>
@endforelse
@choice('Üks päev jäi|Jäi :count päeva', $n)
<p>{{ $late ? 'Maksate hilinemise eest' : 'Kõik on korras' }}</p>
<x-alert type="error" message="Midagi läks katki" :title="$title"/>
@once <input placeholder="{{ __('Teie nimi siia') }}" @disabled($paid)> @endonce
@verbatim <p>Vue: {{ name }}</p> @endverbatim
Kirjutage abi@example.ee.
