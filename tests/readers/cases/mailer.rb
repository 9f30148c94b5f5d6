# Sends what customers don't like
class Mailer < ApplicationMailer
  REASONS = { unpaid: 'Arve on tasumata', "other" => %q(We don't (have to) say why) }.freeze

  def closed(user)
    body = <<~TEXT
      Уважаемый #{user.name},
        ваш договор расторгнут.
    TEXT
    mail to: user.email, subject: "Your account \u2013 closed for #{user.days} days", body: body
    logger.info "#{user.id} closed" if user.name =~ /["']/
  end
end
